import type { ReactNode } from 'react'
import type { ShownColumn } from '../../src-shared/contract/case-view.ts'
import { columnDoc, columnType, deedColumns, type FilterColumn, isRecordPath } from '../../src-shared/filter/columns.ts'
import type { RecordPath } from '../../src-shared/filter/record-path.ts'
import type { EventLine, Row, Value } from '../../src-shared/model/event.ts'
import { isHidden } from '../../src-shared/what/record-values.ts'
import { addendumWords } from '../../src-shared/words/addenda.ts'
import { hiddenValue } from '../../src-shared/words/events.ts'
import { targetTextOf } from '../ask/event-deeds.ts'
import { recordValueOf, useRecordValues } from '../ask/record-values.ts'
import type { GridColumn } from '../widgets/data-grid/types.ts'
import { formatCount, takenTime } from '../widgets/format.ts'
import { Icon } from '../widgets/icon.tsx'
import { MiddleCut } from '../widgets/middle-cut.tsx'
import { Timestamp } from '../widgets/timestamp.tsx'
import { BookmarkMark } from './bookmark.tsx'
import { recordNotRead, TargetCell } from './event-deeds.tsx'
import { isVerdict, VerdictMark, VerdictMarkToCome, type VerdictStatus, VerdictToCome } from './verdict.tsx'

/** Read for every row, whatever columns are shown: tint, marks. */
export const alwaysRead = [
  'logVerdict',
  'isError',
  'errorCode',
  'errorMessage',
  'conflicting',
  'userIdentityArn', // what an actor is called in full
  'addendumReason',
] as const satisfies readonly FilterColumn[]

/** As text: for copying and for filter conditions of other kinds than time. */
export function valueText(name: FilterColumn, value: Value | undefined): string {
  if (value === null || value === undefined) return ''
  return columnType(name) === 'time' ? takenTime(Number(value)) : String(value)
}

function cell(name: FilterColumn, values: EventLine['values']): ReactNode {
  const value = values[name]
  if (value === null || value === undefined) return null
  if (name === 'actor') return <span title={fullActor(values)}>{value}</span>
  if (isHidden(String(value))) return <span title={hiddenValue(name)}>{value}</span>
  if (name === 'errorCode') return <span className="event-error">{String(value)}</span>
  if (name === 'logVerdict' && isVerdict(value)) return <VerdictWord status={value} />
  const type = columnType(name)
  if (type === 'time') return <Timestamp ms={Number(value)} />
  if (type === 'integer') return formatCount(Number(value))
  const text = String(value)
  if (text.startsWith('arn:') || name === 'sourceFile') return <MiddleCut text={text} />
  return type === 'id' ? <span className="mono">{text}</span> : text
}

/** The ARN of who acted, where there is one: actors of several accounts may share a name. */
const fullActor = ({ actor, userIdentityArn }: EventLine['values']): string =>
  valueText('userIdentityArn', userIdentityArn ?? actor)

const VerdictWord = ({ status }: { readonly status: VerdictStatus }) => (
  <span className="event-verdict">
    <VerdictMark status={status} /> {status}
  </span>
)

const ErrorMark = ({ error }: { readonly error: Value }) => (
  <span className="event-error-mark" role="img" aria-label={`error ${error}`} title={String(error)}>
    <Icon name="alert" size={13} />
  </span>
)

const AddendumMark = ({ reason }: { readonly reason: string }) => {
  const { mark, doc } = addendumWords(reason)
  return (
    <span className="event-addendum-mark" role="img" aria-label={mark} title={doc}>
      <Icon name="plus" size={12} />
    </span>
  )
}

export const markColumnId = 'mark'

/** At the left of every row, not to be hidden: the verdict's shape, and whether the call failed. */
const markColumn = (isBeingJudged: boolean): GridColumn<EventLine> => ({
  id: markColumnId,
  title: '',
  width: 72,
  doc: 'Integrity verdict of the log file that holds the event; a triangle where the call failed; a plus where the event came late or again (addendum); a ribbon where you keep a bookmark',
  sortable: false,
  render: ({ row, values: { logVerdict, isError, errorCode, errorMessage, addendumReason } }) => (
    <>
      {isBeingJudged ? <VerdictMarkToCome /> : isVerdict(logVerdict) && <VerdictMark status={logVerdict} />}
      {isError === true && <ErrorMark error={errorCode ?? errorMessage ?? 'Failure'} />}
      {typeof addendumReason === 'string' && <AddendumMark reason={addendumReason} />}
      <BookmarkMark row={row} />
    </>
  ),
  text: ({ values }) => valueText('logVerdict', values.logVerdict),
})

/** Read from the records of the rows in view. */
const recordColumn = (path: RecordPath, width: number): GridColumn<EventLine> => ({
  id: path,
  title: path,
  width,
  doc: columnDoc(path),
  render: ({ row }) => (path === deedColumns.target ? <TargetCell row={row} /> : <RecordCell row={row} path={path} />),
  text: ({ row }) => recordText(row, path) ?? '',
})

/** As far as it was in view: null where the record has none, undefined where it was not read. */
export const recordText = (row: Row, path: RecordPath): string | null | undefined =>
  path === deedColumns.target ? targetTextOf(row) : recordValueOf(row, path)

function RecordCell({ row, path }: { readonly row: Row; readonly path: RecordPath }) {
  const told = useRecordValues(row)
  if (told === undefined) return null
  if (told === null) return <span className="muted">{recordNotRead}</span>
  const value = told.get(path) ?? null
  return value === null ? null : <span title={value}>{value}</span>
}

/** `isBeingJudged`: verdicts are still to come. `zone`: its name, that of the times drawn; times are copied in UTC. */
export const gridColumns = (
  shown: readonly ShownColumn[],
  isBeingJudged: boolean,
  zone: string,
): readonly GridColumn<EventLine>[] => [
  markColumn(isBeingJudged),
  ...shown.map(({ name, width }): GridColumn<EventLine> => {
    if (isRecordPath(name)) return recordColumn(name, width)
    return {
      id: name,
      title: columnType(name) === 'time' ? `${name} (${zone})` : name,
      width: columnType(name) === 'time' && zone !== 'UTC' ? Math.max(width, withOffset) : width,
      align: columnType(name) === 'integer' ? 'end' : 'start',
      doc: columnDoc(name),
      render: ({ values }) => (name === 'logVerdict' && isBeingJudged ? <VerdictToCome /> : cell(name, values)),
      text: ({ values }) => (name === 'actor' ? fullActor(values) : valueText(name, values[name])),
    }
  }),
]

/** Room for a time with the offset of its zone, pixels. */
const withOffset = 192

/** Tint by verdict; proven rows stay plain. */
export function rowClass({ values }: EventLine): string | undefined {
  const verdict = values.logVerdict
  const tint =
    verdict === 'verified' || verdict === null || verdict === undefined ? '' : `event-tint verdict-${verdict}`
  const conflict = values.conflicting === true ? ' event-conflicting' : ''
  return `${tint}${conflict}`.trim() || undefined
}
