import { formatUtc } from '../../../src-shared/base/time.ts'
import type { ShownLogLine } from '../../../src-shared/model/examiner-log.ts'
import type { GridColumn } from '../../widgets/data-grid/types.ts'
import { Timestamp } from '../../widgets/timestamp.tsx'

export const logColumns: readonly GridColumn<ShownLogLine>[] = [
  {
    id: 'n',
    title: 'Line',
    width: 64,
    align: 'end',
    render: ({ n }) => n,
    text: ({ n }) => String(n),
    sortable: true,
  },
  {
    id: 'time',
    title: 'Time',
    width: 222,
    render: ({ time }) => <Timestamp ms={time} />,
    text: ({ time }) => (time === null ? '' : formatUtc(time)),
  },
  { id: 'who', title: 'Examiner', width: 160, render: ({ who }) => who, text: ({ who }) => who },
  { id: 'version', title: 'Version', width: 76, render: ({ version }) => version, text: ({ version }) => version },
  {
    id: 'sentence',
    title: 'What was done',
    width: 700,
    render: ({ sentence }) => sentence,
    text: ({ sentence }) => sentence,
  },
]
