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
  'unprovenEvents' | 'accessKeys' | 'addresses' | 'userAgents' | 'operations' | 'errorCodes' | 'regions' | 'written'
>

const counted = {
  accessKeys: 'accessKeyId',
  addresses: 'sourceIPAddress',
  userAgents: 'userAgent',
  operations: 'eventName',
  errorCodes: 'errorCode',
  regions: 'awsRegion',
} as const

/** What the events of the sessions tell. A session may have all events of the case: there are no lists of objects here. */
class ChainFacts {
  /** By place in the chain. */
  readonly #rows: readonly Uint32Array[]
  readonly #resources: readonly Uint32Array[]
  readonly #tallies = new Map<TextData, Tally>()
  /** By row, 1 for writes that list a resource with an ARN. */
  readonly #listing: Uint8Array
  /** By file. */
  readonly #isProven: readonly boolean[]

  constructor(
    private readonly snapshot: Snapshot,
    table: SessionTable,
    sessions: readonly number[],
  ) {
    const placeOf = new Int32Array(table.names.length).fill(-1)
    sessions.forEach((number, at) => {
      placeOf[number] = at
    })
    const { resources, files, events } = snapshot
    this.#rows = parted(sessions.length, events, (row) => placeOf[table.session[row]!]!)
    this.#resources = parted(sessions.length, resources.row.length, (i) => placeOf[table.session[resources.row[i]!]!]!)
    this.#isProven = files.map(({ verdict }) => verdict === 'verified')
    this.#listing = new Uint8Array(events)
  }

  of(at: number): Facts {
    const { locator, columns } = this.snapshot
    const rows = this.#rows[at]!
    const top = (name: (typeof counted)[keyof typeof counted]) => this.#tallyOf(columns[name] as TextData).top(rows)
    let unprovenEvents = 0
    for (const row of rows) if (!this.#isProven[locator.file[row]!]) unprovenEvents++
    return {
      unprovenEvents,
      accessKeys: top(counted.accessKeys),
      addresses: top(counted.addresses),
      userAgents: top(counted.userAgents),
      operations: top(counted.operations),
      errorCodes: top(counted.errorCodes),
      regions: top(counted.regions),
      written: this.#written(at),
    }
  }

  /** Resources, and the buckets that calls name which list no resources. */
  #written(at: number): TopValues {
    const { columns, resources } = this.snapshot
    const failed = failedCalls(this.snapshot)
    const readOnly = (columns.readOnly as FlagData).values
    const isWrite = (row: number) => failed[row] !== 2 && readOnly[row] === 1
    const listed = this.#resources[at]!.filter((i) => resources.arn.codes[i] !== 0 && isWrite(resources.row[i]!))
    for (const i of listed) this.#listing[resources.row[i]!] = 1
    const others = this.#rows[at]!.filter((row) => this.#listing[row] === 0 && isWrite(row))
    const arns = this.#tallyOf(resources.arn)
    const buckets = this.#tallyOf(columns.bucketName as TextData).texts(others)
    // An access point is named by its ARN in place of a bucket.
    if ([...buckets.keys()].some((bucket) => bucket.startsWith('arn:'))) return topOf(sum(arns.texts(listed), buckets))
    const { top, distinct } = arns.top(listed)
    const written = sum(new Map(top.map(({ value, events }) => [value, events])), buckets)
    return { top: topOf(written).top, distinct: distinct + buckets.size }
  }

  #tallyOf(data: TextData): Tally {
    const tally = this.#tallies.get(data) ?? new Tally(data)
    this.#tallies.set(data, tally)
    return tally
  }
}

function sum(counts: Map<string, number>, others: ReadonlyMap<string, number>): ReadonlyMap<string, number> {
  for (const [text, events] of others) counts.set(text, (counts.get(text) ?? 0) + events)
  return counts
}

/** The cells from 0 to `count` by the part that each belongs to; -1 for none. */
function parted(parts: number, count: number, partOf: (cell: number) => number): readonly Uint32Array[] {
  const sizes = new Uint32Array(parts)
  for (let cell = 0; cell < count; cell++) {
    const part = partOf(cell)
    if (part !== -1) sizes[part]!++
  }
  const cells = Array.from(sizes, (size) => new Uint32Array(size))
  sizes.fill(0)
  for (let cell = 0; cell < count; cell++) {
    const part = partOf(cell)
    if (part !== -1) cells[part]![sizes[part]!++] = cell
  }
  return cells
}

/** Counts the texts of a column in some cells, for one session after the other. */
class Tally {
  /** By code; all 0 between two sessions. */
  readonly #counts: Uint32Array

  constructor(private readonly data: TextData) {
    this.#counts = new Uint32Array(data.texts.starts.length - 1)
  }

  texts(cells: Uint32Array): Map<string, number> {
    const { codes, counts } = this.#count(cells)
    const texts = new Map<string, number>()
    codes.forEach((code, i) => {
      texts.set(this.data.textOf(code), counts[i]!)
    })
    return texts
  }

  /** Of texts that are equally frequent, those that were met first: hundreds of thousands can be, and are not made for it. */
  top(cells: Uint32Array): TopValues {
    const { codes, counts } = this.#count(cells)
    const least = counts.toSorted().at(-mostValues) ?? 0
    const [more, same]: [number[], number[]] = [[], []]
    counts.forEach((events, i) => {
      if (events > least) more.push(i)
      else if (events === least && same.length < mostValues) same.push(i)
    })
    const top = [...more.sort((a, b) => counts[b]! - counts[a]!), ...same].slice(0, mostValues)
    const values = top.map((i) => ({ value: this.data.textOf(codes[i]!), events: counts[i]! }))
    return { top: values, distinct: codes.length }
  }

  /** The codes that occur, and how often each does. */
  #count(cells: Uint32Array): { readonly codes: readonly number[]; readonly counts: Uint32Array } {
    const codes: number[] = []
    for (const cell of cells) {
      const code = this.data.codes[cell]!
      if (code !== 0 && this.#counts[code]!++ === 0) codes.push(code)
    }
    const counts = Uint32Array.from(codes, (code) => this.#counts[code]!)
    for (const code of codes) this.#counts[code] = 0
    return { codes, counts }
  }
}

function topOf(counts: ReadonlyMap<string, number>): TopValues {
  const sorted = [...counts].sort(([, a], [, b]) => b - a)
  return { top: sorted.slice(0, mostValues).map(([value, events]) => ({ value, events })), distinct: counts.size }
}
