import { formatCount, formatCounted } from '../../../src-shared/base/count.ts'
import { formatUtc, type UtcMs } from '../../../src-shared/base/time.ts'
import type { JudgedSummary } from '../../../src-shared/contract/index.ts'
import type { Enrichment } from '../../../src-shared/model/enrichment.ts'
import type { SourceFile, Unparsed } from '../../../src-shared/model/event.ts'
import { sourceText } from '../../../src-shared/model/source.ts'
import type { UnreadKind } from '../../../src-shared/model/unread.ts'
import { withoutEventIdWords } from '../../../src-shared/words/copies.ts'
import { enrichmentLines } from '../../../src-shared/words/enrichment.ts'
import { skippedSentence, unparsedSentence, unreadKindWords } from '../../../src-shared/words/not-read.ts'
import type { Engine } from '../../engine/engine.ts'
import { readArguments, readTrust, trustOptions } from './arguments.ts'
import { enrichOptions, readEnrich } from './enrich.ts'
import { sayUsage } from './help.ts'
import { type CommandIo, exitCode, type StartEngine } from './io.ts'
import { filesOf, withCase } from './io-case.ts'
import { megabytes } from './io-progress.ts'

/** A file that gave no events, or not all of them, and why. */
interface Skipped {
  readonly path: string
  readonly kind: SourceFile['kind']
  readonly form: string
  /** Null where it holds nothing to read. */
  readonly unread: UnreadKind | null
  readonly reasons: readonly string[]
}

export async function runInfo(args: readonly string[], io: CommandIo, startEngine: StartEngine): Promise<number> {
  const read = readArguments(args, { ...trustOptions, ...enrichOptions, json: { type: 'boolean' } })
  if (!read.ok) return sayUsage(io, 'info', read.message)
  const { values, positionals: folders } = read.value
  if (folders.length === 0) return sayUsage(io, 'info', 'A folder or a file is needed')

  const trust = readTrust(values)
  if (!trust.ok) return sayUsage(io, 'info', trust.message)

  return withCase(
    'info',
    { folders, trust: trust.value, enrich: readEnrich(values) },
    io,
    startEngine,
    async (engine, summary) => {
      const lists = {
        skipped: await listSkipped(engine),
        inOtherForms: await listInOtherForms(engine),
        unparsedRecords: await listUnparsed(engine),
        enrichment: await enrichmentOf(engine),
      }
      if (values.json) await io.out.data(`${JSON.stringify(asJson(summary, lists), null, 2)}\n`)
      else await io.out.say(asLines(summary, lists))
      return exitCode.done
    },
  )
}

const pageSize = 1_000

/** A file that is no log file and was read: of records, of what is listed apart from events, or an archive. */
interface InOtherForm {
  readonly path: string
  readonly form: string
  readonly notes: readonly string[]
}

interface Lists {
  readonly skipped: readonly Skipped[]
  readonly inOtherForms: readonly InOtherForm[]
  readonly unparsedRecords: readonly Unparsed[]
  readonly enrichment: Enrichment
}

/** Files with trouble, the gravest first, then the others of no known kind, each once. */
async function listSkipped(engine: Engine): Promise<readonly Skipped[]> {
  const found = new Map<string, Skipped>()
  for (const part of [{ kind: null, problemsOnly: true } as const, { kind: 'other', problemsOnly: false } as const]) {
    for await (const file of filesOf(engine, part)) {
      const { kind, form, unread, problems } = file
      const path = sourceText(file)
      // A file that was read whole is not skipped: its unparsed records are listed.
      if (found.has(path) || unread === 'unparsed') continue
      found.set(path, { path, kind, form, unread, reasons: problems.length > 0 ? problems : [skippedSentence(form)] })
    }
  }
  return [...found.values()]
}

async function listInOtherForms(engine: Engine): Promise<readonly InOtherForm[]> {
  const found: InOtherForm[] = []
  for (const kind of ['records', 'config-items', 'archive'] as const)
    for await (const file of filesOf(engine, { kind, problemsOnly: false }))
      found.push({ path: sourceText(file), form: file.form, notes: file.notes })
  return found
}

async function enrichmentOf(engine: Engine): Promise<Enrichment> {
  const told = await engine.enrichment(undefined)
  if (!told.ok) throw new Error(told.message)
  return told.value
}

async function listUnparsed(engine: Engine): Promise<readonly Unparsed[]> {
  const found: Unparsed[] = []
  for (;;) {
    const page = await engine.unparsed({ offset: found.length, limit: pageSize })
    if (!page.ok) throw new Error(page.message)
    found.push(...page.value)
    if (page.value.length < pageSize) return found
  }
}

const utc = (time: UtcMs | null): string | null => (time === null ? null : formatUtc(time))

function asJson(summary: JudgedSummary, { skipped, inOtherForms, unparsedRecords, enrichment }: Lists) {
  const { id: _, title: __, isBeingJudged: ___, eventsByVerdict, ...facts } = summary
  return {
    ...facts,
    firstEventTime: utc(summary.firstEventTime),
    lastEventTime: utc(summary.lastEventTime),
    eventsByVerdict,
    skipped,
    inOtherForms,
    ...(enrichment.files.length === 0
      ? {}
      : {
          enrichment: {
            ...enrichment,
            files: enrichment.files.map((file) => ({ ...file, builtAt: utc(file.builtAt) })),
          },
        }),
    unparsedRecords: unparsedRecords.map(({ index, ...place }) => ({ ...place, record: index + 1 })),
  }
}

const mostLines = 20

function withoutTime({ eventsWithoutTime, timesConverted }: JudgedSummary): string {
  if (eventsWithoutTime === 0) return '0'
  return `${formatCount(eventsWithoutTime)} in CloudTrail's form: ${formatCount(timesConverted)} read as UTC all the same, ${formatCount(eventsWithoutTime - timesConverted)} without a readable time`
}

function asLines(
  summary: JudgedSummary,
  { skipped, inOtherForms, unparsedRecords, enrichment }: Lists,
): readonly string[] {
  const kinds = Object.entries(summary.files).filter(([, files]) => files > 0)
  const facts: readonly (readonly [string, string])[] = [
    ['records', formatCount(summary.records)],
    ['events', formatCount(summary.events)],
    ['unique event IDs', formatCount(summary.uniqueEventIds)],
    [
      'duplicates',
      `${formatCount(summary.duplicates)} (${formatCounted(summary.conflicting, 'event')} with copies that differ)`,
    ],
    ['without event ID', summary.withoutEventId === 0 ? '0' : withoutEventIdWords(summary.withoutEventId)],
    ['unparsed', formatCount(summary.unparsed)],
    ['without time', withoutTime(summary)],
    ['error events', formatCount(summary.errorEvents)],
    ['first event', utc(summary.firstEventTime) ?? 'none'],
    ['last event', utc(summary.lastEventTime) ?? 'none'],
    ['files', kinds.map(([kind, files]) => `${formatCount(files)} ${kind}`).join(', ') || 'none'],
    ['inflated', `${megabytes(summary.inflatedBytes)} MB`],
    [
      'timings',
      Object.entries(summary.timings)
        .map(([stage, ms]) => `${stage} ${formatCount(Math.round(ms))} ms`)
        .join(', '),
    ],
    ['peak memory', `${megabytes(summary.peakRssBytes)} MB`],
  ]
  const lines = facts.map(([name, value]) => `${name.padEnd(17)} ${value}`)
  const troubled = skipped.filter(({ unread }) => unread !== null)
  const others = skipped.filter(({ unread, kind }) => unread === null && kind === 'other')
  const odd = skipped.filter(({ unread, kind }) => unread === null && kind !== 'other')
  return [
    ...lines,
    ...listed(
      'not read whole',
      troubled.map(({ path, unread, reasons }) => `${path}: ${unreadKindWords[unread!]}: ${reasons.join(' ')}`),
    ),
    ...(odd.length === 0
      ? []
      : listed(
          'with problems',
          odd.map(({ path, reasons }) => `${path}: ${reasons.join(' ')}`),
        )),
    ...listed(
      'in other forms',
      inOtherForms.map(({ path, form, notes }) => [`${path}: ${form}.`, ...notes].join(' ')),
    ),
    ...listed(
      'unparsed records',
      unparsedRecords.map((record) => `${record.path}: ${unparsedSentence(record)}`),
    ),
    ...lookedUpIn(enrichment),
    ...listed(
      'skipped',
      others.map(({ path, reasons }) => `${path}: ${reasons.join(' ')}`),
    ),
  ]
}

/** Each file with its problems below it. */
function lookedUpIn({ files, addresses }: Enrichment): readonly string[] {
  if (files.length === 0) return []
  const lines = files.flatMap((file) => enrichmentLines(file, addresses))
  return [`${'looked up in'.padEnd(17)} ${formatCounted(files.length, 'file')}`, ...lines.map((line) => `  ${line}`)]
}

/** How many there are, and the first of them. */
function listed(name: string, entries: readonly string[]): readonly string[] {
  const rest = entries.length - mostLines
  return [
    `${name.padEnd(17)} ${formatCount(entries.length)}`,
    ...entries.slice(0, mostLines).map((entry) => `  ${entry}`),
    ...(rest > 0 ? [`  and ${formatCount(rest)} more: --json lists all`] : []),
  ]
}
