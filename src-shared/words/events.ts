import { formatCounted } from '../base/count.ts'

/** Beside an event in the detail that is not among those that the grid shows. */
export const hiddenByFilter = 'The filter does not show this event.'

/** What is asked of every event first, in this order. */
export const questionWords = {
  who: 'Who',
  what: 'What',
  onWhat: 'On what',
  fromWhere: 'From where',
  withWhat: 'With what',
  result: 'Result',
} as const
export type EventQuestion = keyof typeof questionWords
export const eventQuestions = Object.keys(questionWords) as readonly EventQuestion[]

/** Where a question has no answer. */
export const noAnswerWords: Readonly<Record<EventQuestion, string>> = {
  who: 'The record does not say who acted.',
  what: 'The record does not name the operation.',
  onWhat: 'The record names no resource.',
  fromWhere: 'The record does not say from where.',
  withWhat: 'The record names neither credentials nor an agent.',
  result: 'The call failed; the record does not say why.',
}

export const noErrorWords = 'No error'

/** Before a value that its column would have to explain. */
export const valueNotes = {
  origin: 'chain begins with',
  userIdentityAccountId: 'account of the principal',
  recipientAccountId: 'account',
  vpcEndpointId: 'VPC endpoint',
  session: 'session',
  mfa: 'MFA',
  console: 'console',
  issuedAccessKeyId: 'issued access key',
  issuedSessionArn: 'issued session',
} as const

/** What stands in place of a value says nothing of it (CloudTrail user guide, "CloudTrail userIdentity element", userName). */
export const hiddenValue = (column: string): string =>
  column === 'userName'
    ? 'CloudTrail hides the name given in a sign-in that failed: it may be a password typed in the wrong field.'
    : 'CloudTrail does not log this value, since it may be a secret.'

export const readOrWrite = { true: 'read', false: 'write' } as const

/** Of events that have the same identifier as the one shown; `others`: at least one. */
export const siblingWords = {
  requestID: (others: number) => `${formatCounted(others, 'other event')} with the same requestID`,
  sharedEventID: (others: number) =>
    `${formatCounted(others, 'other event')} of the same action, as other accounts recorded it (sharedEventID)`,
} as const
