/** A record of CloudTrail as JSON.parse gives it: any field may be absent or of another type than documented. */
export type ParsedRecord = Readonly<Record<string, unknown>>

export const isObject = (value: unknown): value is ParsedRecord =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Null unless the text is a JSON object. */
export function parseRecord(text: string): ParsedRecord | null {
  try {
    const parsed: unknown = JSON.parse(text)
    return isObject(parsed) ? parsed : null
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    return null
  }
}

/** More values than these are counted by nobody: lists in evidence may have any length. */
const mostValues = 1_000

/**
 * The texts and numbers at a path with dots, `instancesSet.items.instanceId`: a list on the way stands for all of its
 * members. Services spell one name as `dBInstanceIdentifier` and as `DBInstanceIdentifier`, so letter case is ignored.
 */
export function textsAt(value: unknown, path: string): readonly string[] {
  let found: readonly unknown[] = [value]
  for (const key of path.split('.')) found = membersOf(found).flatMap((each) => memberOf(each, key))
  return membersOf(found).flatMap((each) => {
    if (typeof each === 'string') return each === '' ? [] : [each]
    return typeof each === 'number' ? [String(each)] : []
  })
}

export const textAt = (value: unknown, path: string): string | null => textsAt(value, path)[0] ?? null

const membersOf = (values: readonly unknown[]): readonly unknown[] =>
  values.flatMap((each): readonly unknown[] => (Array.isArray(each) ? each.slice(0, mostValues) : [each]))

function memberOf(value: unknown, key: string): readonly unknown[] {
  if (!isObject(value)) return []
  if (Object.hasOwn(value, key)) return [value[key]]
  const sought = key.toLowerCase()
  const spelled = Object.keys(value).find((name) => name.toLowerCase() === sought)
  return spelled === undefined ? [] : [value[spelled]]
}

/**
 * The parameters of a request or the elements of a response. Calls to EC2 that are newer wrap them once more:
 * `{"CreateFlowLogsRequest": {…}}`.
 */
export function unwrapped(value: unknown): unknown {
  if (!isObject(value)) return value
  const [name, ...others] = Object.keys(value)
  return name !== undefined && others.length === 0 && /(Request|Response)$/.test(name) ? value[name] : value
}

/** `iam` of `iam.amazonaws.com`. */
export const serviceOf = (record: ParsedRecord): string => (textAt(record, 'eventSource') ?? '').split('.')[0]!

/**
 * Some services write the version of their API behind the operation: `AddPermission20150331v2` of Lambda,
 * `CreateFunction2020_05_31` of CloudFront.
 */
export const operationOf = (record: ParsedRecord): string =>
  (textAt(record, 'eventName') ?? '').replace(/20\d\d_?\d\d_?\d\d(v\d+)?$/, '')

/** What AWS writes in place of a value that may be a secret, such as a password typed as a user name. */
export const isHidden = (text: string): boolean => text === 'HIDDEN_DUE_TO_SECURITY_REASONS'
