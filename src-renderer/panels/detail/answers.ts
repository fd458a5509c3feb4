import type { ColumnValue } from '../../../src-shared/filter/asks.ts'
import { deedColumns, type FilterColumn, isAddedColumn } from '../../../src-shared/filter/columns.ts'
import type { EventDetail } from '../../../src-shared/model/event.ts'
import { type ParsedRecord, parseRecord } from '../../../src-shared/what/record-values.ts'
import { targetOf, targetText } from '../../../src-shared/what/target.ts'
import { type EventQuestion, noErrorWords, readOrWrite, valueNotes } from '../../../src-shared/words/events.ts'

/** A value that answers a question about an event. */
export interface AnswerValue {
  /** What it is called: a column, or a name of ours. */
  readonly name: string
  readonly text: string
  /** What it is, where the value does not say it itself; empty where it does. */
  readonly note: string
  readonly of: ColumnValue
  readonly isError: boolean
}

/** What the event tells, question by question; a question without an answer has none. */
export function answersOf(detail: EventDetail): Readonly<Record<EventQuestion, readonly AnswerValue[]>> {
  const { values, isError } = detail
  const told = (name: FilterColumn): string | null => {
    const value = isAddedColumn(name) ? detail.added[name] : values[name]
    return value == null ? null : String(value)
  }
  const of = (...names: readonly FilterColumn[]): readonly AnswerValue[] =>
    names.flatMap((name) => {
      const text = told(name)
      return text === null
        ? []
        : [{ name, text, note: noteOf(name), of: { column: name, value: text }, isError: false }]
    })
  const target = targetIn(detail)
  return {
    who: [
      ...of('actor', 'userIdentityArn'),
      ...unless([told('actor'), told('userIdentityArn')], of('origin')),
      ...foreignAccount(told, of),
    ],
    what: [...of('eventName', 'eventSource'), ...readOrWritten(told('readOnly'))],
    onWhat: [...target, ...unlessIn(target, of('bucketName', 'requestedRoleArn'))],
    fromWhere: of(
      'sourceIPAddress',
      'owner',
      'city',
      'country',
      'vpcEndpointId',
      'awsRegion',
      'recipientAccountId',
      'accountName',
    ),
    withWhat: [
      ...of('accessKeyId'),
      ...unless([told('accessKeyId')], of('session')),
      ...of('userAgent', 'mfa', 'console'),
    ],
    result: isError ? failure(of) : [noError, ...of('issuedAccessKeyId', 'issuedSessionArn')],
  }
}

const noteOf = (name: FilterColumn): string => (name in valueNotes ? valueNotes[name as keyof typeof valueNotes] : '')

const unless = (texts: readonly (string | null)[], answers: readonly AnswerValue[]) =>
  answers.filter(({ text }) => !texts.includes(text))
const unlessIn = (shown: readonly AnswerValue[], answers: readonly AnswerValue[]) =>
  answers.filter(({ text }) => !shown.some((answer) => answer.text.includes(text)))

type Told = (name: FilterColumn) => string | null
type Of = (...names: readonly FilterColumn[]) => readonly AnswerValue[]

/** The account of the principal, where the call was recorded in another. */
const foreignAccount = (told: Told, of: Of) =>
  told('userIdentityAccountId') === told('recipientAccountId') ? [] : of('userIdentityAccountId')

function readOrWritten(readOnly: string | null): readonly AnswerValue[] {
  if (readOnly !== 'true' && readOnly !== 'false') return []
  const of: ColumnValue = { column: 'readOnly', value: readOnly }
  return [{ name: 'readOnly', text: readOrWrite[readOnly], note: '', of, isError: false }]
}

const noError: AnswerValue = {
  name: 'isError',
  text: noErrorWords,
  note: '',
  of: { column: 'isError', value: 'false' },
  isError: false,
}

/** A sign-in that failed has no errorCode. */
function failure(of: Of): readonly AnswerValue[] {
  const [code = of('consoleLogin', 'signInResult')[0], ...others] = of('errorCode', 'errorMessage')
  return code === undefined ? [] : [{ ...code, isError: true }, ...others]
}

function targetIn({ copies: [copy] }: EventDetail): readonly AnswerValue[] {
  const record: ParsedRecord | null = copy?.text == null || copy.isCut ? null : parseRecord(copy.text)
  const target = record === null ? null : targetOf(record)
  if (target === null) return []
  const text = targetText(target)
  const of: ColumnValue = { column: deedColumns.target, value: text }
  return [{ name: 'target', text, note: '', of, isError: false }]
}
