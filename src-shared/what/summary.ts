import { actorOf, identityOf } from './actor.ts'
import { parseArn, resourceOfArn } from './arn.ts'
import { isObject, operationOf, type ParsedRecord, serviceOf, textAt, textsAt, unwrapped } from './record-values.ts'
import { pastOf, verbs, wordsOfOperation } from './summary-table.ts'
import { type Target, targetOf, targetWords } from './target.ts'

/**
 * One sentence of what the event tells: `bert-jan attached AdministratorAccess to role Admin.` A call that failed was
 * tried: `bert-jan tried to list users: AccessDenied.` Nothing is in it that the record does not tell.
 */
export function summaryOf(record: ParsedRecord): string {
  const actor = actorOf(identityOf(record)) ?? (serviceOf(record) === '' ? 'Somebody' : textAt(record, 'eventSource')!)
  const subject = actor.replace(/^user\//, '')
  const [verb, words] = deedOf(record)
  const through = servicesPart(record, actor)
  const failure = failureOf(record)
  if (failure !== null) return `${subject} tried to ${verb} ${words}${through}: ${failure}.`
  return `${subject} ${pastOf(verb)} ${words}${through}.`
}

type Deed = readonly [verb: string, words: string]

function deedOf(record: ParsedRecord): Deed {
  const [service, operation] = [serviceOf(record), operationOf(record)]
  if (operation === 'ConsoleLogin') return ['sign in', `to the console${mfaPart(record)}`]
  const target = targetOf(record)
  for (const [verb, words] of wordsOfOperation[`${service}:${operation}`] ?? []) {
    const filled = fill(words, record, target)
    if (filled !== null) return [verb, filled]
  }
  return generalDeed(operation, service, target)
}

/**
 * Whether MFA was used is known of users and of root only: of others, whoever vouched for them may have asked for it
 * (CloudTrail user guide, "AWS Management Console sign-in events").
 */
function mfaPart(record: ParsedRecord): string {
  const mfa = textAt(record, 'additionalEventData.MFAUsed')
  const type = textAt(record.userIdentity, 'type')
  if (type !== 'IAMUser' && type !== 'Root') return ''
  return mfa === 'Yes' ? ' with MFA' : mfa === 'No' ? ' without MFA' : ''
}

/** Null where the record lacks one of the places. */
function fill(words: string, record: ParsedRecord, target: Target | null): string | null {
  let isWhole = true
  const filled = words.replace(/\{([^}]+)\}/g, (_, place: string) => {
    const text = place === 'target' ? target && targetWords(target) : valueAt(record, place)
    if (text === null) isWhole = false
    return text ?? ''
  })
  return isWhole ? filled : null
}

function valueAt(record: ParsedRecord, place: string): string | null {
  const ofResponse = place.startsWith('response.')
  const element = unwrapped(ofResponse ? record.responseElements : record.requestParameters)
  const [first, ...others] = new Set(textsAt(element, ofResponse ? place.slice('response.'.length) : place))
  if (first === undefined) return null
  const arn = parseArn(first)
  const name = arn === null ? first : resourceOfArn(arn).name
  return others.length === 0 ? name : `${name} and ${others.length} more`
}

/** `CreateFlowLogs` → `create flow logs`; an operation that begins with no verb that is known is called by its name. */
function generalDeed(operation: string, service: string, target: Target | null): Deed {
  const [, first, rest] = /^([A-Z][a-z]+)(.*)$/.exec(operation) ?? []
  const verb = first === undefined || !Object.hasOwn(verbs, first) ? undefined : verbs[first]
  const of = target === null ? '' : ` ${readingVerbs.has(verb ?? '') ? 'of' : 'on'} ${targetWords(target)}`
  if (verb === undefined)
    return [
      'call',
      `${operation === '' ? 'an operation without a name' : operation}${of}${service === '' ? '' : ` in ${service}`}`,
    ]
  const all = inWords(rest!)
  // `ListTagsForResource`: what it is for is told by the resource itself.
  const words = target === null ? all : all.replace(/ (for|by) [\w ]+$/, '')
  if (target !== null && isNoun(words, target)) return [verb, targetWords(target)]
  return [verb, `${words === '' ? `in ${service}` : words}${of}`]
}

const readingVerbs: ReadonlySet<string> = new Set(['get', 'list', 'describe', 'look up', 'search'])

const isNoun = (words: string, { noun }: Target): boolean =>
  words.toLowerCase().replaceAll(' ', '-').replace(/s$/, '') === noun

/** `DBSnapshotAttribute` → `DB snapshot attribute`. */
const inWords = (name: string): string =>
  name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .split(' ')
    .map((word) => (/^[A-Z]{2,}/.test(word) ? word : word.toLowerCase()))
    .join(' ')

/** A service that made the call for the actor. */
function servicesPart(record: ParsedRecord, actor: string): string {
  const invokedBy = textAt(record.userIdentity, 'invokedBy')
  return invokedBy === null || invokedBy === actor ? '' : ` through ${invokedBy}`
}

const signInResults = [
  'ConsoleLogin',
  'SwitchRole',
  'CheckMfa',
  'CredentialVerification',
  'UserAuthentication',
] as const

/** The code or message of a call that failed. A sign-in may only say Failure: see src-main/columns/failed-calls.ts. */
function failureOf(record: ParsedRecord): string | null {
  const told = textAt(record, 'errorCode') ?? textAt(record, 'errorMessage')
  if (told !== null) return told.replace(/\.$/, '')
  const hasFailed = [record.responseElements, record.serviceEventDetails].some(
    (element) => isObject(element) && signInResults.some((step) => textAt(element, step)?.toLowerCase() === 'failure'),
  )
  return hasFailed ? 'it failed' : null
}
