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
  const { isWhole, known, likely } = placesOf(service, operation, call)
  const named = (service === 's3' && !isWhole ? object(call) : null) ?? atPlaces(call, known)
  return isWhole ? named : (named ?? ofResources(record, call) ?? atPlaces(call, likely))
}

interface Call {
  /** Of the request, then of the response. */
  readonly elements: readonly unknown[]
  readonly recipient: string | null
}

/** Where a call may name its target. */
interface Place {
  readonly noun: string
  /** Its number in `Call.elements`. */
  readonly element: number
  readonly path: string
}

interface Places {
  /** Whether nothing beside `known` names it. */
  readonly isWhole: boolean
  readonly known: readonly Place[]
  /** Parameters that look like names. */
  readonly likely: readonly Place[]
}

/**
 * By service, operation and the names of parameters: few of the places in the tables are in one call, and trails consist of
 * the same few kinds of call.
 */
const placesByForm = new Map<string, Places>()
const mostForms = 10_000
const longestForm = 2_000

function placesOf(service: string, operation: string, { elements }: Call): Places {
  let form = `${service} ${operation}`
  for (const element of elements) form += ` ${namesIn(element).join()}`
  const known = placesByForm.get(form)
  if (known !== undefined) return known
  const places = placesIn(service, operation, elements, elements.map(namesIn))
  if (placesByForm.size >= mostForms) placesByForm.clear()
  if (form.length <= longestForm && !elements.some(Array.isArray)) placesByForm.set(form, places)
  return places
}

const namesIn = (element: unknown): readonly string[] => (isObject(element) ? Object.keys(element) : [])

function placesIn(
  service: string,
  operation: string,
  elements: readonly unknown[],
  names: readonly (readonly string[])[],
): Places {
  const own = placesOfOperation[`${service}:${operation}`]
  const ofService = Object.hasOwn(placesOfService, service) ? placesOfService[service]! : []
  const ofNoun = placesOfNoun(operation)
  const table = own ?? (tableFirst.has(service) ? [...ofService, ...ofNoun] : [...ofNoun, ...ofService])
  const lower = names.map((of) => new Set(of.map((name) => name.toLowerCase())))
  const mayHave = (element: number, path: string) =>
    Array.isArray(elements[element]) || lower[element]!.has(path.split('.')[0]!.toLowerCase())
  return {
    isWhole: own !== undefined,
    known: table.flatMap(([noun, ...paths]) =>
      elements.flatMap((_, element) =>
        paths.filter((path) => mayHave(element, path)).map((path) => ({ noun, element, path })),
      ),
    ),
    likely: names.flatMap((of, element) => of.flatMap((name) => likelyPlace(element, name))),
  }
}

function atPlaces(call: Call, places: readonly Place[]): Target | null {
  for (const { noun, element, path } of places) {
    const target = named(call, noun, textsAt(call.elements[element], path))
    if (target !== null) return target
  }
  return null
}

/** An object is named by its bucket and its key. */
function object(call: Call): Target | null {
  const [bucket, key] = [textAt(call.elements[0], 'bucketName'), textAt(call.elements[0], 'key')]
  return bucket === null || key === null ? null : named(call, 'object', [`${bucket}/${key}`])
}

const nameEndings = ['Id', 'Name', 'Arn', 'Identifier'] as const

/** `DescribeDBSnapshots` → `dBSnapshotIdentifier`, `CreateVpc` → `vpc.vpcId` of the response. */
function placesOfNoun(operation: string): readonly TargetPlaces[] {
  const noun = /^[A-Z][a-z]+([A-Z]\w*?)s?$/.exec(operation)?.[1]
  if (noun === undefined) return []
  const ends = nameEndings.map((ending) => `${noun}${ending}`)
  const inside = [...ends, 'arn', 'id', 'name'].map((name) => `${noun}.${name}`)
  return [[nounOf(noun), ...ends, ...inside]]
}

function ofResources({ resources }: ParsedRecord, call: Call): Target | null {
  if (resources === undefined) return null
  const arns = ['ARN', 'ARNPrefix'].flatMap((name) => textsAt(resources, name))
  return named(call, 'resource', arns)
}

/** Tokens and identifiers of the request itself name no resource. */
const noName = /token|request|session(name|id)|version|principal|marker|owner|external|parent|duration|zone|attribute/i
const looksLikeName = /^(?:(\w+?)(?:Name|Id|Arn|ARN|Identifier)s?|name|arn|id|resourceArn|resource)$/

/** A parameter that is called a name, an identifier or an ARN. */
function likelyPlace(element: number, name: string): readonly Place[] {
  const found = noName.test(name) ? null : looksLikeName.exec(name)
  return found === null ? [] : [{ noun: nounOf(found[1] ?? 'resource'), element, path: name }]
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
  const others = names.length === 1 ? 0 : new Set(names).size - 1
  const arn = parseArn(first)
  if (arn === null) return { noun, name: first, account: null, others }
  const { account } = arn
  const isElsewhere = /^\d{12}$/.test(account) && recipient !== null && account !== recipient
  return { ...resourceOfArn(arn), account: isElsewhere ? account : null, others }
}
