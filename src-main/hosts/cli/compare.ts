import { resolve } from 'node:path'
import { csvForms, csvLine } from '../../../src-shared/base/csv.ts'
import { fail, ok, type Result } from '../../../src-shared/base/result.ts'
import {
  type BySide,
  type Comparison,
  type FileDifference,
  type Side,
  sides,
} from '../../../src-shared/model/comparison.ts'
import type { TrustGiven } from '../../../src-shared/model/verification.ts'
import {
  changedSentence, countsSentence, differenceWords, eventLine, howCompared, isAnyDifference, sideName, sideSentence, sourcesSentence, whoProves,
} from '../../../src-shared/words/acquisitions-compared.ts' // biome-ignore format: a list
import { isAnythingUnread, notReadLine } from '../../../src-shared/words/not-read.ts'
import { readArguments, readChoice, readInteger, readTrust, type Trust, trustOptions } from './arguments.ts'
import { sayUsage } from './help.ts'
import { type CommandIo, exitCode } from './io.ts'
import { sayTrouble } from './io-case.ts'

/** Reads and judges both sides. Throws once it is aborted. */
export type CompareFolders = (
  paths: BySide<readonly string[]>,
  trustOf: (side: Side) => TrustGiven,
  signal: AbortSignal,
  onProgress: (filesDone: number, filesTotal: number) => void,
) => Promise<Result<Comparison, 'unreadable'>>

/** Writes what came of it into the examiner log of the case of a side. `paths`: what was named of each. */
export type RecordCompared = (side: Side, paths: BySide<readonly string[]>, comparison: Comparison) => Promise<void>

const formats = ['table', 'json', 'csv'] as const

interface CompareArguments {
  readonly folders: BySide<string>
  readonly trust: Trust
  readonly format: (typeof formats)[number]
  /** Of a table: differences of each kind that are told. */
  readonly limit: number
}

/** Tells what of two acquisitions is the same, and which side proves what is not. */
export async function runCompare(
  args: readonly string[],
  io: CommandIo,
  compareFolders: CompareFolders,
  record: RecordCompared,
): Promise<number> {
  const read = readCompare(args)
  if (!read.ok) return sayUsage(io, 'compare', read.message)
  const { folders, trust, format, limit } = read.value
  const pathsOf = (side: Side) => [resolve(folders[side]), ...trust.keyPaths]
  const progress = (done: number, of: number) => io.err.draw(done === of ? null : `${done} of ${of} files read`)
  const paths = { a: pathsOf('a'), b: pathsOf('b') }
  const compared = await compareFolders(paths, (side) => ({ ...trust, paths: paths[side] }), io.signal, progress)
  if (!compared.ok) return sayTrouble(io, 'compare', compared.message, exitCode.noInput)
  const comparison = compared.value
  for (const side of sides) await record(side, paths, comparison)
  for (const side of sides) {
    const line = notReadLine(comparison.sides[side].notRead, '`trailproof info` lists all.')
    // A table says it itself.
    const sources = format === 'table' ? null : sourcesSentence(comparison.sides[side])
    for (const told of [sources, line])
      if (told !== null) await io.err.say(`trailproof compare: ${sideName[side]}: ${told}`)
  }
  if (format === 'table') await io.out.say(asTable(comparison, limit))
  else await io.out.data(format === 'json' ? asJson(comparison) : asCsv(comparison))
  if (isAnyDifference(comparison)) return exitCode.bad
  const isUnknown = comparison.files.unknown + comparison.events.unknown > 0
  return isUnknown || sides.some((side) => isAnythingUnread(comparison.sides[side].notRead)) ? exitCode.unproven : exitCode.done
} // biome-ignore format: one line a thing

function* asTable(comparison: Comparison, limit: number): Generator<string> {
  for (const side of sides) yield sideSentence(side, comparison.sides[side])
  yield countsSentence('Files by name', comparison.files)
  yield countsSentence('Events', comparison.events)
  const changed = changedSentence(comparison.fileDifferences)
  if (changed !== null) yield changed
  yield howCompared
  for (const file of comparison.fileDifferences.slice(0, limit))
    yield `${differenceWords[file.difference]}\t${file.key}\t${whoProves(file)}`
  if (comparison.fileDifferences.length > limit) yield moreOf(comparison.fileDifferences.length - limit, 'files')
  let events = 0
  for (const event of comparison.eventDifferences()) if (events++ < limit) yield eventLine(event)
  if (events > limit) yield moreOf(events - limit, 'events')
}

const moreOf = (more: number, what: string): string => `… ${more} more ${what} differ: --format json lists all`

function* asJson(comparison: Comparison): Generator<string> {
  const { sides: both, files, fileDifferences, events, eventDifferences } = comparison
  const head = { format: 'trailproof-comparison', version: 1, how: howCompared, a: both.a, b: both.b, files, events, changed: changedSentence(fileDifferences) }
  yield `${JSON.stringify(head).slice(0, -1)},"fileDifferences":[`
  for (const [at, file] of fileDifferences.entries())
    yield `${at === 0 ? '' : ','}\n${JSON.stringify({ ...file, sentence: whoProves(file) })}`
  yield '],"eventDifferences":['
  let at = 0
  for (const event of eventDifferences()) yield `${at++ === 0 ? '' : ','}\n${JSON.stringify(event)}`
  yield ']}\n'
} // biome-ignore format: one line a thing

const csvColumns = ['what', 'difference', 'name', 'account', 'region', 'day', 'inA', 'inB', 'statusA', 'statusB', 'sha256A', 'sha256B'] // biome-ignore format: a list

function* asCsv({ fileDifferences, eventDifferences }: Comparison): Generator<string> {
  const line = (cells: Parameters<typeof csvLine>[0]) => csvLine(cells, csvForms.result)
  yield line(csvColumns)
  for (const file of fileDifferences) {
    const { difference, key, account, region, day } = file
    yield line(['file', difference, key, account, region, day, ...ofBoth(file, 'path'), ...ofBoth(file, 'status'), ...ofBoth(file, 'sha256')])
  }
  for (const { difference, eventID, places } of eventDifferences()) {
    const [a, b] = sides.map((side) => (places[side] === null ? null : `${places[side].file}#${places[side].record + 1}`))
    yield line(['event', difference, eventID, null, null, null, a ?? null, b ?? null, null, null, null, null])
  }
} // biome-ignore format: one line a thing

const ofBoth = ({ files }: FileDifference, field: 'path' | 'status' | 'sha256'): readonly (string | null)[] =>
  sides.map((side) => (files[side].length === 0 ? null : files[side].map((file) => file[field] ?? '').join(' ')))

function readCompare(args: readonly string[]): Result<CompareArguments, 'usage'> {
  const read = readArguments(args, {
    ...trustOptions,
    format: { type: 'string', default: 'table' },
    limit: { type: 'string', default: '100' },
    json: { type: 'boolean' },
  })
  if (!read.ok) return read
  const { values, positionals } = read.value
  const [a, b, ...more] = positionals
  if (a === undefined || b === undefined || more.length > 0)
    return fail('usage', 'Two folders, archives or case files are needed, and no more')
  const format = values.json ? ok('json' as const) : readChoice('format', values.format, formats)
  if (!format.ok) return format
  const limit = readInteger('limit', values.limit, 0, 1_000_000)
  if (!limit.ok) return limit
  const trust = readTrust(values)
  if (!trust.ok) return trust
  return ok({ folders: { a, b }, trust: trust.value, format: format.value, limit: limit.value })
}
