/**
 * What is left of a key when all is taken away that tools change: `eventID`, `eventId`, `event_id`, `@eventid` and, flattened,
 * `userIdentity.arn` or `user_identity_arn`. Lakes write lower case, SIEMs and code of languages with a style of their own
 * write theirs.
 */
export const plainOf = (key: string): string => key.toLowerCase().replaceAll(/[^a-z0-9]/g, '')

/**
 * Whether keys in another spelling than CloudTrail's are those of a record. Other logs have an `event_id` and an
 * `event_time`, too: more is asked for than of a record that is spelled as CloudTrail does. wasm/index.ts has the same rule.
 */
export function isRespelledRecord(keys: ReadonlySet<string>): boolean {
  const plain = new Set([...keys].map(plainOf))
  const has = (key: string) => plain.has(key)
  return (
    has('eventsource') && has('eventname') && (has('eventversion') || has('awsregion') || has('recipientaccountid'))
  )
}

/** The keys of a record that columns need, as a tree. */
export interface Names {
  /** Keys here, as CloudTrail writes them. */
  readonly inside: ReadonlyMap<string, Names>
  /** Where a key leads in another spelling: to a key here or, flattened, below. */
  readonly paths: ReadonlyMap<string, readonly string[]>
}

/** `nested`: each key with those inside it; the elements of `resources` have keys of their own. */
export type NestedKeys = ReadonlyMap<string, { readonly inside: NestedKeys | null }>

const noNames: Names = { inside: new Map(), paths: new Map() }

export function namesOf(nested: NestedKeys): Names {
  const inside = new Map<string, Names>()
  const paths = new Map<string, readonly string[]>()
  const lead = (key: string, path: readonly string[]) => {
    if (!paths.has(key)) paths.set(key, path)
  }
  for (const [key, field] of nested) {
    const names = field.inside === null ? noNames : namesOf(field.inside)
    inside.set(key, names)
    lead(plainOf(key), [key])
    if (key === 'resources') continue
    for (const [below, path] of names.paths) lead(plainOf(key) + below, [key, ...path])
  }
  // Of the list of records itself, `records` is a key of other products.
  paths.delete('records')
  return { inside, paths }
}

/** The path that a key stands for which is none of `names` as it is written; null for one that means nothing. */
export function pathOf(key: string, names: Names): readonly string[] | null {
  return names.inside.has(key) ? null : (names.paths.get(plainOf(key)) ?? null)
}

/** The record with its keys as CloudTrail spells them. What is there in that spelling, too, and no null, stays. */
export function respelled(value: unknown, names: Names): unknown {
  if (Array.isArray(value)) return value.map((element: unknown) => respelled(element, names))
  if (typeof value !== 'object' || value === null || names.inside.size === 0) return value
  // Without a prototype, a key may have any name.
  const record: Record<string, unknown> = Object.create(null)
  const others: (readonly [path: readonly string[], value: unknown])[] = []
  for (const [key, member] of Object.entries(value)) {
    const inner = names.inside.get(key)
    const path = pathOf(key, names)
    if (path === null) record[key] = inner === undefined ? member : respelled(member, inner)
    else others.push([path, member])
  }
  for (const [path, member] of others) putAt(record, path, respelled(member, namesAt(names, path)))
  return record
}

function namesAt(names: Names, path: readonly string[]): Names {
  return path.reduce((at, key) => at.inside.get(key) ?? noNames, names)
}

function putAt(record: Record<string, unknown>, path: readonly string[], value: unknown): void {
  let at = record
  for (const key of path.slice(0, -1)) {
    const next = at[key]
    if (next !== undefined && next !== null && (typeof next !== 'object' || Array.isArray(next))) return
    const inner: Record<string, unknown> = Object.assign(Object.create(null), next)
    at[key] = inner
    at = inner
  }
  const last = path.at(-1)!
  if (at[last] === undefined || at[last] === null) at[last] = value
}
