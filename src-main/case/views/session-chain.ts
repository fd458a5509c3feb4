import type { ChainedSession, SessionChain, TopValues } from '../../../src-shared/contract/index.ts'
import { filterOf } from '../../../src-shared/filter/model.ts'
import type { Session } from '../../../src-shared/model/session.ts'
import { failedCalls } from '../../columns/failed-calls.ts'
import type { SessionTable } from '../../columns/sessions.ts'
import type { FlagData, Snapshot } from '../../columns/snapshot.ts'
import type { TextData } from '../../columns/text-data.ts'

/** A chain that is longer is cut: a key of months can have issued tens of thousands of sessions. */
const mostSessions = 500
const mostValues = 10

/** The whole chain that a session belongs to, from the first that is known. */
export function chainOf(
  snapshot: Snapshot,
  table: SessionTable,
  asked: number,
  sessionAt: (number: number) => Session,
): SessionChain {
  const { inOrder, depth, left } = membersOf(table, asked)
  const facts = new ChainFacts(snapshot, table, inOrder)
  const { files, locator } = snapshot
  const sessions = inOrder.map((number, at): ChainedSession => {
    const issuedBy = table.issuedBy[number]!
    const session = sessionAt(number)
    return {
      ...session,
      depth: depth.get(number)!,
      issuedByVerdict: issuedBy === -1 ? null : files[locator.file[issuedBy]!]!.verdict,
      ...facts.of(at),
      filter: filterOf([{ column: 'session', operator: 'is', values: [session.name] }]),
    }
  })
  return { name: table.names[asked]!, sessions, left }
}

interface Members {
  readonly inOrder: readonly number[]
  readonly depth: ReadonlyMap<number, number>
  readonly left: number
}

/** Each behind its parent, and the sessions that one issued in the order of their issue. The asked one and those before it are always told. */
function membersOf({ parent, issuedBy }: SessionTable, asked: number): Members {
  const before = [asked]
  while (parent[before.at(-1)!] !== 0) before.push(parent[before.at(-1)!]!)
  const root = before.at(-1)!
  const children = new Map<number, number[]>()
  for (let number = 1; number < parent.length; number++) {
    if (parent[number] === 0) continue
    const known = children.get(parent[number]!)
    if (known === undefined) children.set(parent[number]!, [number])
    else known.push(number)
  }
  const path = new Set(before)
  const [inOrder, depth] = [[] as number[], new Map<number, number>()]
  let [size, pathLeft] = [0, path.size]
  const waiting = [{ number: root, at: 0 }]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { number, at } = next
    size++
    if (path.has(number)) pathLeft--
    if (path.has(number) || inOrder.length + pathLeft < mostSessions) {
      inOrder.push(number)
      depth.set(number, at)
    }
    const issued = (children.get(number) ?? []).sort((a, b) => issuedBy[b]! - issuedBy[a]! || b - a)
    for (const child of issued) waiting.push({ number: child, at: at + 1 })
  }
  return { inOrder, depth, left: size - inOrder.length }
}

type Facts = Pick<
  ChainedSession,
  'unprovenEvents' | 'addresses' | 'userAgents' | 'operations' | 'errorCodes' | 'regions' | 'written'
>

const counted = {
  addresses: 'sourceIPAddress',
  userAgents: 'userAgent',
  operations: 'eventName',
  errorCodes: 'errorCode',
  regions: 'awsRegion',
} as const

/** What the events of the sessions tell, counted in one pass over all events. */
class ChainFacts {
  readonly #rows: readonly number[][]
  readonly #resources: readonly number[][]

  constructor(
    private readonly snapshot: Snapshot,
    table: SessionTable,
    sessions: readonly number[],
  ) {
    const placeOf = new Int32Array(table.names.length).fill(-1)
    sessions.forEach((number, at) => {
      placeOf[number] = at
    })
    const rows = sessions.map((): number[] => [])
    for (let row = 0; row < snapshot.events; row++) {
      const at = placeOf[table.session[row]!]!
      if (at !== -1) rows[at]!.push(row)
    }
    const resources = sessions.map((): number[] => [])
    const { row: rowOf } = snapshot.resources
    for (let i = 0; i < rowOf.length; i++) {
      const at = placeOf[table.session[rowOf[i]!]!]!
      if (at !== -1) resources[at]!.push(i)
    }
    this.#rows = rows
    this.#resources = resources
  }

  of(at: number): Facts {
    const { files, locator, columns } = this.snapshot
    const rows = this.#rows[at]!
    const top = (name: (typeof counted)[keyof typeof counted]) => topOf(countsOf(columns[name] as TextData, rows))
    return {
      unprovenEvents: rows.filter((row) => files[locator.file[row]!]!.verdict !== 'verified').length,
      addresses: top(counted.addresses),
      userAgents: top(counted.userAgents),
      operations: top(counted.operations),
      errorCodes: top(counted.errorCodes),
      regions: top(counted.regions),
      written: topOf(this.#written(at)),
    }
  }

  /** Buckets that the call names, where it lists no resources. */
  #written(at: number): ReadonlyMap<string, number> {
    const { columns, resources } = this.snapshot
    const failed = failedCalls(this.snapshot)
    const readOnly = (columns.readOnly as FlagData).values
    const isWrite = (row: number) => failed[row] !== 2 && readOnly[row] === 1
    const named = this.#resources[at]!.filter((i) => isWrite(resources.row[i]!) && resources.arn.codes[i] !== 0)
    const listing = new Set(named.map((i) => resources.row[i]!))
    const others = this.#rows[at]!.filter((row) => isWrite(row) && !listing.has(row))
    const counts = new Map(countsOf(resources.arn, named))
    for (const [bucket, events] of countsOf(columns.bucketName as TextData, others))
      counts.set(bucket, (counts.get(bucket) ?? 0) + events)
    return counts
  }
}

function countsOf({ codes, dictionary }: TextData, cells: readonly number[]): ReadonlyMap<string, number> {
  const byCode = new Map<number, number>()
  for (const cell of cells) byCode.set(codes[cell]!, (byCode.get(codes[cell]!) ?? 0) + 1)
  byCode.delete(0)
  return new Map([...byCode].map(([code, events]) => [dictionary[code]!, events]))
}

function topOf(counts: ReadonlyMap<string, number>): TopValues {
  const sorted = [...counts].sort(([a, first], [b, second]) => second - first || (a < b ? -1 : 1))
  return { top: sorted.slice(0, mostValues).map(([value, events]) => ({ value, events })), distinct: counts.size }
}
