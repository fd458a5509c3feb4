import type { Finding } from '../../src-shared/contract/findings.ts'
import { atOnce, type Steps } from '../runtime/steps.ts'
import type { ColumnQuery } from './query.ts'

/** What the rules found, for SQL: index `i` of `finding` and `event` is one event of one finding. */
export interface Found {
  readonly findings: readonly Finding[]
  /** How many events of each finding are among these: all of them, unless there is no room for more. */
  readonly listed: Uint32Array
  /** Index into `findings`, ascending. */
  readonly finding: Uint32Array
  /** Row of the event, ascending within a finding. */
  readonly event: Uint32Array
}

/** The most events of findings in SQL. Each takes about 40 bytes in a database, with its indexes. */
export const mostFindingEvents = 1_000_000

/** Events of findings in the order of these, as far as there is room. A rule that stopped names no event. */
export const foundOf = (findings: readonly Finding[], query: ColumnQuery, most = mostFindingEvents): Found =>
  atOnce(foundSteps(findings, query, most))

/** The same, a finding a step. */
export function* foundSteps(findings: readonly Finding[], query: ColumnQuery, most = mostFindingEvents): Steps<Found> {
  const listed = new Uint32Array(findings.length)
  const rows: Uint32Array[] = []
  let room = most
  for (const [number, { filter, hasFailed }] of findings.entries()) {
    if (hasFailed === true || room === 0) continue
    const of = (query.select(filter) ?? everyRow(query.snapshot.events)).subarray(0, room)
    listed[number] = of.length
    room -= of.length
    rows.push(of)
    yield
  }
  return { findings, listed, ...sideBySide(listed, rows, most - room) }
}

function sideBySide(
  listed: Uint32Array,
  rows: readonly Uint32Array[],
  total: number,
): Pick<Found, 'finding' | 'event'> {
  const [finding, event] = [new Uint32Array(total), new Uint32Array(total)]
  let at = 0
  for (const of of rows) {
    event.set(of, at)
    at += of.length
  }
  at = 0
  for (const [number, count] of listed.entries()) {
    finding.fill(number, at, at + count)
    at += count
  }
  return { finding, event }
}

const everyRow = (events: number): Uint32Array => Uint32Array.from({ length: events }, (_, row) => row)
