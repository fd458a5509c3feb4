/** A record of CloudTrail as JSON.parse gives it: any field may be absent or of another type than documented. */
export type ParsedRecord = Readonly<Record<string, unknown>>

export const isObject = (value: unknown): value is ParsedRecord =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Null unless the text is a JSON object. */
export function parseRecord(text: string): ParsedRecord | null {
  try {
    const parsed: unknown = JSON.parse(text.charCodeAt(0) === byteOrderMark ? text.slice(1) : text)
    return isObject(parsed) ? parsed : null
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    return null
  }
}

const byteOrderMark = 0xfeff

/** More values than these are counted by nobody: lists in evidence may have any length. */
const mostValues = 1_000

/**
 * The texts and numbers at a path with dots, `instancesSet.items.instanceId`: a list on the way stands for all of its
 * members. Services spell one name as `dBInstanceIdentifier` and as `DBInstanceIdentifier`, so letter case is ignored.
 */
export function textsAt(value: unknown, path: string): readonly string[] {
  const plain = plainText(value, path)
  if (plain !== null) return plain === '' ? [] : [plain]
  const texts: string[] = []
  collect(value, path.split('.'), 0, texts)
  return texts
}

export const textAt = (value: unknown, path: string): string | null =>
  plainText(value, path) || (textsAt(value, path)[0] ?? null)

/** Most places are a name and hold a text; null elsewhere. What JSON.parse makes inherits no text. */
function plainText(value: unknown, name: string): string | null {
  const held = isObject(value) ? value[name] : null
  return typeof held === 'string' && !name.includes('.') ? held : null
}

function collect(value: unknown, keys: readonly string[], at: number, texts: string[]): void {
  const members: readonly unknown[] = Array.isArray(value) ? value : [value]
  for (let k = 0; k < members.length && k < mostValues; k++) collectOf(members[k], keys, at, texts)
}

function collectOf(value: unknown, keys: readonly string[], at: number, texts: string[]): void {
  if (at < keys.length) {
    const name = isObject(value) ? spelledIn(value, keys[at]!) : undefined
    if (name !== undefined) collect((value as ParsedRecord)[name], keys, at + 1, texts)
  } else if (typeof value === 'string') {
    if (value !== '') texts.push(value)
  } else if (typeof value === 'number') texts.push(String(value))
}

function spelledIn(value: ParsedRecord, key: string): string | undefined {
  if (Object.hasOwn(value, key)) return key
  const sought = key.toLowerCase()
  for (const name in value)
    if (name.length === key.length && name.toLowerCase() === sought && Object.hasOwn(value, name)) return name
  return undefined
}

/**
 * The parameters of a request or the elements of a response. Calls to EC2 that are newer wrap them once more:
 * `{"CreateFlowLogsRequest": {…}}`.
 */
export function unwrapped(value: unknown): unknown {
  if (!isObject(value)) return value
  const names = Object.keys(value)
  return names.length === 1 && /(Request|Response)$/.test(names[0]!) ? value[names[0]!] : value
}

/** `iam` of `iam.amazonaws.com`. */
export function serviceOf(record: ParsedRecord): string {
  const source = textAt(record, 'eventSource') ?? ''
  const end = source.indexOf('.')
  return end === -1 ? source : source.slice(0, end)
}

/**
 * Some services write the version of their API behind the operation: `AddPermission20150331v2` of Lambda,
 * `CreateFunction2020_05_31` of CloudFront.
 */
export const operationOf = (record: ParsedRecord): string =>
  (textAt(record, 'eventName') ?? '').replace(/20\d\d_?\d\d_?\d\d(v\d+)?$/, '')

/** What AWS writes in place of a value that may be a secret, such as a password typed as a user name. */
export const isHidden = (text: string): boolean => text === 'HIDDEN_DUE_TO_SECURITY_REASONS'
