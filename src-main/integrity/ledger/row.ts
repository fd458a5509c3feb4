import { hourMs, type UtcMs } from '../../../src-shared/base/time.ts'
import type { ObjectUri } from '../../../src-shared/model/integrity.ts'
import {
  type EventCount,
  type LedgerRow,
  type LedgerRowName,
  type LedgerState,
  ledgerStates,
  packCounts,
} from '../../../src-shared/model/ledger.ts'
import type { DigestFile, LogFile } from '../evidence/evidence.ts'
import { merge, type Stretch, without } from '../verdicts/timeline.ts'

/** A row with what its cells rest on. */
export interface RowEvidence {
  readonly row: LedgerRow
  readonly hours: number
  /** In order of `from`. */
  readonly windows: readonly DigestWindow[]
  /** In order of `hour`. */
  readonly logs: readonly DeliveredLog[]
}

/** A digest and the time it speaks of; of a missing or unreadable one the hour before the time in its name. */
export interface DigestWindow extends Stretch {
  readonly uri: ObjectUri
  /** Null when it is missing. */
  readonly file: DigestFile | null
}

export interface RowLog {
  readonly uri: ObjectUri
  /** Null when it is missing. */
  readonly file: LogFile | null
  /** Other files of the case that lie at its place. */
  readonly copies: readonly LogFile[]
  readonly delivered: UtcMs | null
  /** Null when no digest lists it. */
  readonly listedBy: DigestFile | null
  readonly statedSha256: string | null
}

export interface DeliveredLog extends RowLog {
  /** Start of the hour it is counted in: of its delivery, or of its digest's window. */
  readonly hour: UtcMs
}

const codeOf = Object.fromEntries(ledgerStates.map((state, code) => [state, code])) as Record<LedgerState, number>

/** CloudTrail began in November 2013. What claims a time outside of these is counted, and lies in no hour. */
export const earliest = Date.UTC(2013, 10, 1)
export const latest = Date.UTC(2100, 0, 1)

/** What a digest that could be read says of its window. */
export type DigestState = Extract<LedgerState, 'proven-empty' | 'digest-unproven' | 'digest-invalid'>

/** A state that is said of all hours it touches. */
interface Said extends Stretch {
  readonly state: LedgerState
}

/** Collects what is said of one row's hours. */
export class RowBuilder {
  readonly name: LedgerRowName
  readonly #painted: Said[] = []
  readonly #proven: Stretch[] = []
  readonly #doubted: Said[] = []
  readonly #absent: Stretch[] = []
  readonly #windows: DigestWindow[] = []
  readonly #logs: DeliveredLog[] = []
  #outOfTime = 0

  constructor({ account, region, trail, homeRegion, kind, base }: LedgerRowName) {
    this.name = { account, region, trail, homeRegion, kind, base }
  }

  /** Says `state` of all hours that the stretch touches. */
  paint(stretch: Stretch, state: LedgerState): void {
    this.#painted.push({ from: stretch.from, to: stretch.to, state })
  }

  paintHour(time: UtcMs, state: LedgerState): void {
    this.#painted.push({ from: time, to: (time + 1) as UtcMs, state })
  }

  window({ from, to }: Stretch, file: DigestFile, state: DigestState): void {
    const window: DigestWindow = { from, to, uri: file.uri, file }
    if (!isInTime(window)) this.#outOfTime++
    this.#windows.push(window)
    if (state === 'proven-empty') this.#proven.push(window)
    else this.#doubted.push({ from, to, state })
  }

  /** A digest that is missing or unreadable; other digests may prove its time all the same. */
  absent({ from, to }: Stretch, uri: ObjectUri): void {
    const window: DigestWindow = { from, to, uri, file: null }
    if (!isInTime(window)) this.#outOfTime++
    this.#windows.push(window)
    this.#absent.push(window)
  }

  log(log: RowLog, countedAt: UtcMs | null): void {
    if (countedAt === null || countedAt < earliest || countedAt >= latest) this.#outOfTime++
    else this.#logs.push(inHour(log, (Math.floor(countedAt / hourMs) * hourMs) as UtcMs))
  }

  build(): RowEvidence {
    const said = this.#said()
    const [first, end] = boundsOf(said)
    const hours = Math.max(0, end - first)
    const states = this.#statesOf(said, first, hours)
    const logs = this.#logs.sort((a, b) => a.hour - b.hour)
    const from = (hours === 0 ? 0 : first * hourMs) as UtcMs
    const row: LedgerRow = {
      ...this.name,
      from,
      runs: runsOf(states),
      delivered: packCounts(from, countByHour(logs)),
      outOfTime: this.#outOfTime,
    }
    return { row, hours, windows: this.#windows.sort((a, b) => a.from - b.from), logs }
  }

  /** Everything that is said, gaps and holes as they are; doubts only where nothing is proven. */
  #said(): Said[] {
    const proven = merge(this.#proven)
    const said: Said[] = []
    const say = ({ from, to }: Stretch, state: LedgerState): void => {
      const clipped = { from: Math.max(from, earliest) as UtcMs, to: Math.min(to, latest) as UtcMs, state }
      if (clipped.from < clipped.to) said.push(clipped)
    }
    for (const painted of this.#painted) say(painted, painted.state)
    for (const stretch of proven) say(stretch, 'proven-empty')
    for (const state of ['digest-unproven', 'digest-invalid'] as const) {
      const doubted = this.#doubted.filter((stretch) => stretch.state === state)
      for (const stretch of without(doubted, proven)) say(stretch, state)
    }
    for (const stretch of without(this.#absent, proven)) say(stretch, 'digest-missing')
    return said
  }

  #statesOf(said: readonly Said[], first: number, hours: number): Uint8Array {
    const states = new Uint8Array(hours).fill(codeOf['no-evidence'])
    // A log file lies in its minute and covers no time.
    const covering = merge(said.filter(({ state }) => coversTime[state]))
    for (const { from, to } of covering) {
      const [start, end] = [Math.ceil(from / hourMs), Math.floor(to / hourMs)]
      if (start < end) states.fill(0, start - first, end - first)
    }
    for (const { from, to, state } of said) {
      const code = codeOf[state]
      for (let at = Math.floor(from / hourMs); at < Math.ceil(to / hourMs); at++)
        if (states[at - first]! < code) states[at - first] = code
    }
    return states
  }
}

const coversTime: Readonly<Record<LedgerState, boolean>> = {
  'proven-empty': true,
  'proven-complete': false,
  'no-evidence': false,
  'log-uncovered': false,
  gap: true,
  'gap-or-hole': true,
  'digest-unproven': true,
  'digest-missing': true,
  'log-missing': false,
  'digest-invalid': true,
  'log-invalid': false,
}

/** Written out: spreading what a year of Regions has so many of is several times as slow. */
const inHour = ({ uri, file, copies, delivered, listedBy, statedSha256 }: RowLog, hour: UtcMs): DeliveredLog => ({
  uri,
  file,
  copies,
  delivered,
  listedBy,
  statedSha256,
  hour,
})

export const hourFrom = (hour: UtcMs): Stretch => ({ from: hour, to: (hour + hourMs) as UtcMs })

const isInTime = ({ from, to }: Stretch): boolean => to > earliest && from < latest

/** First hour and the hour behind the last, counted from 1970. */
function boundsOf(said: readonly Stretch[]): [number, number] {
  let first = Number.POSITIVE_INFINITY
  let end = Number.NEGATIVE_INFINITY
  for (const { from, to } of said) {
    first = Math.min(first, Math.floor(from / hourMs))
    end = Math.max(end, Math.ceil(to / hourMs))
  }
  return first < end ? [first, end] : [0, 0]
}

function runsOf(states: Uint8Array): number[] {
  const runs: number[] = []
  let start = 0
  for (let at = 1; at <= states.length; at++) {
    if (at < states.length && states[at] === states[start]) continue
    runs.push(at - start, states[start]!)
    start = at
  }
  return runs
}

function countByHour(logs: readonly DeliveredLog[]): EventCount[] {
  const counts: { hour: UtcMs; logs: number; uncovered: number; events: number; eventSpan: null }[] = []
  for (const { hour, listedBy } of logs) {
    let last = counts.at(-1)
    if (last?.hour !== hour) {
      last = { hour, logs: 0, uncovered: 0, events: 0, eventSpan: null }
      counts.push(last)
    }
    last.logs++
    if (listedBy === null) last.uncovered++
  }
  return counts
}
