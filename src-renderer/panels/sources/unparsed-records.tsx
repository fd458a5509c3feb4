import { useCallback, useState } from 'react'
import { ok } from '../../../src-shared/base/result.ts'
import type { Unparsed } from '../../../src-shared/model/event.ts'
import { ask } from '../../ask/ask.ts'
import { useRows } from '../../ask/use-rows.ts'
import { RowsGrid } from '../../parts/rows-grid.tsx'
import type { GridColumn } from '../../widgets/data-grid/types.ts'
import { Empty } from '../../widgets/empty.tsx'
import { formatCount } from '../../widgets/format.ts'
import { MiddleCut } from '../../widgets/middle-cut.tsx'

/** Records that are no events: where each lies and why it is not one. */
export function UnparsedRecords({ total }: { readonly total: number }) {
  const [selected, setSelected] = useState<number | null>(null)
  const fetch = useCallback(
    async (offset: number, limit: number) => {
      const answer = await ask('unparsed', { offset, limit })
      return answer.ok ? ok({ total, rows: answer.value }) : answer
    },
    [total],
  )
  const rows = useRows<Unparsed>(`unparsed ${total}`, fetch)
  return (
    <div className="sources-pane">
      <div className="sources-grid">
        <RowsGrid
          rows={rows}
          label="Unparsed records"
          columns={columns}
          selected={selected}
          onSelect={setSelected}
          empty={<Empty text="Every record that was read is an event." />}
        />
      </div>
    </div>
  )
}

const figure = (id: 'index' | 'offset' | 'length', title: string, doc: string): GridColumn<Unparsed> => ({
  id,
  title,
  doc,
  width: 96,
  align: 'end',
  render: (record) => formatCount(record[id]),
  text: (record) => `${record[id]}`,
})

const columns: readonly GridColumn<Unparsed>[] = [
  {
    id: 'path',
    title: 'File',
    width: 420,
    render: ({ path }) => <MiddleCut text={path} tail={40} />,
    text: ({ path }) => path,
  },
  figure('index', 'Position', 'Among the records of the file, from 0.'),
  figure(
    'offset',
    'Offset',
    'Where it begins in the uncompressed file, bytes. Of a row of a Parquet file its number, from 0.',
  ),
  figure('length', 'Length', 'In the uncompressed file, bytes. 0 for a row of a Parquet file.'),
  {
    id: 'reason',
    title: 'Reason',
    width: 320,
    render: ({ reason }) => <span title={reason}>{reason}</span>,
    text: ({ reason }) => reason,
  },
]
