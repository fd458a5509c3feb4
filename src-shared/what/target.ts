import { parseArn, resourceOfArn } from './arn.ts'
import {
  isHidden,
  isObject,
  operationOf,
  type ParsedRecord,
  serviceOf,
  textAt,
  textsAt,
  unwrapped,
} from './record-values.ts'
import { placesOfOperation, placesOfService, type TargetPlaces, tableFirst } from './target-tables.ts'

/** The resource that a call acted on. */
export interface Target {
  /** What kind of resource: `role`, `bucket`, `security-group`. */
  readonly noun: string
  /** As the record names it, of an ARN the part behind the account. */
  readonly name: string
  /** The account that an ARN names, where it is not the one that received the event. */
  readonly account: string | null
  /** How many more resources of the kind the call names. */
  readonly others: number
}

/** `role/Admin`, `role/Admin in 444455556666`, `instance/i-0abc and 2 more`. */
export const targetText = (target: Target): string => worded(target, '/')

/** The same within a sentence: `security group sg-0abc`. */
export const targetWords = (target: Target): string =>
  worded({ ...target, noun: target.noun.replaceAll('-', ' ') }, ' ')

const worded = ({ noun, name, account, others }: Target, between: string): string =>
  `${noun}${between}${name}${account === null ? '' : ` in ${account}`}${others === 0 ? '' : ` and ${others} more`}`

/**
 * The resource that the call acted on; null where the record names none. Tables come first, then the name that belongs to
 * the operation's own noun (`meshName` of CreateMesh), then `resources`, then the first parameter that looks like a name.
 */
export function targetOf(record: ParsedRecord): Target | null {
  const service = serviceOf(record)
  const operation = operationOf(record)
  const call: Call = {
    elements: [unwrapped(record.requestParameters), unwrapped(record.responseElements)],
    recipient: textAt(record, 'recipientAccountId'),
  }
  const own = placesOfOperation[`${service}:${operation}`]
  if (own !== undefined) return atPlaces(call, own)
  const byTable = () =>
    object(call, service) ?? atPlaces(call, Object.hasOwn(placesOfService, service) ? placesOfService[service]! : [])
  const byNoun = () => ofOperationsNoun(call, operation)
  const first = tableFirst.has(service) ? (byTable() ?? byNoun()) : (byNoun() ?? byTable())
  return first ?? ofResources(record, call) ?? ofAnyName(call)
}

interface Call {
  /** Of the request, then of the response. */
  readonly elements: readonly unknown[]
  readonly recipient: string | null
}

function atPlaces(call: Call, table: readonly TargetPlaces[]): Target | null {
  for (const [noun, ...places] of table) {
    for (const element of call.elements)
      for (const place of places) {
        const target = named(call, noun, textsAt(element, place))
        if (target !== null) return target
      }
  }
  return null
}

/** An object is named by its bucket and its key. */
function object(call: Call, service: string): Target | null {
  if (service !== 's3') return null
  const [bucket, key] = [textAt(call.elements[0], 'bucketName'), textAt(call.elements[0], 'key')]
  return bucket === null || key === null ? null : named(call, 'object', [`${bucket}/${key}`])
}

const nameEndings = ['Id', 'Name', 'Arn', 'Identifier'] as const

/** `DescribeDBSnapshots` → `dBSnapshotIdentifier`, `CreateVpc` → `vpc.vpcId` of the response. */
function ofOperationsNoun(call: Call, operation: string): Target | null {
  const noun = /^[A-Z][a-z]+([A-Z]\w*?)s?$/.exec(operation)?.[1]
  if (noun === undefined) return null
  const ends = nameEndings.map((ending) => `${noun}${ending}`)
  const inside = [...ends, 'arn', 'id', 'name'].map((name) => `${noun}.${name}`)
  return atPlaces(call, [[nounOf(noun), ...ends, ...inside]])
}

function ofResources({ resources }: ParsedRecord, call: Call): Target | null {
  const arns = ['ARN', 'ARNPrefix'].flatMap((name) => textsAt(resources, name))
  return named(call, 'resource', arns)
}

/** Tokens and identifiers of the request itself name no resource. */
const noName = /token|request|session(name|id)|version|principal|marker|owner|external|parent|duration|zone/i
const looksLikeName = /^(?:(\w+?)(?:Name|Id|Arn|ARN|Identifier)s?|name|arn|id|resourceArn|resource)$/

/** The first parameter of the request, and else of the response, that is called a name, an identifier or an ARN. */
function ofAnyName(call: Call): Target | null {
  for (const element of call.elements) {
    if (!isObject(element)) continue
    for (const key of Object.keys(element)) {
      const found = noName.test(key) ? null : looksLikeName.exec(key)
      const target = found === null ? null : named(call, nounOf(found[1] ?? 'resource'), textsAt(element, key))
      if (target !== null) return target
    }
  }
  return null
}

/** `DBSnapshot` → `db-snapshot`, `dBSnapshot` → `db-snapshot`. */
const nounOf = (words: string): string =>
  words
    .replace(/^([a-z])([A-Z])(?=[A-Z])/, (_, first: string, second: string) => first.toUpperCase() + second)
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1-$2')
    .toLowerCase()

function named({ recipient }: Call, noun: string, names: readonly string[]): Target | null {
  const [first] = names
  if (first === undefined || isHidden(first)) return null
  const others = new Set(names).size - 1
  const arn = parseArn(first)
  if (arn === null) return { noun, name: first, account: null, others }
  const { account } = arn
  const isElsewhere = /^\d{12}$/.test(account) && recipient !== null && account !== recipient
  return { ...resourceOfArn(arn), account: isElsewhere ? account : null, others }
}
