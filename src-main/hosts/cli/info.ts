import { formatCount, formatCounted } from '../../../src-shared/base/count.ts'
import { formatUtc, type UtcMs } from '../../../src-shared/base/time.ts'
import type { JudgedSummary } from '../../../src-shared/contract/index.ts'
import type { SourceFile } from '../../../src-shared/model/event.ts'
import type { Engine } from '../../engine/engine.ts'
import { readArguments } from './arguments.ts'
import { sayUsage } from './help.ts'
import { type CommandIo, exitCode, type StartEngine } from './io.ts'
import { withCase } from './io-case.ts'
import { megabytes } from './io-progress.ts'

/** A file that gave no events, or not all of them, and why. */
interface Skipped {
  readonly path: string
  readonly kind: SourceFile['kind']
  readonly form: string
  readonly reasons: readonly string[]
}

export async function runInfo(args: readonly string[], io: CommandIo, startEngine: StartEngine): Promise<number> {
  const read = readArguments(args, { json: { type: 'boolean' } })
  if (!read.ok) return sayUsage(io, 'info', read.message)
  const { values, positionals: folders } = read.value
  if (folders.length === 0) return sayUsage(io, 'info', 'A folder or a file is needed')

  return withCase('info', folders, io, startEngine, async (engine, summary) => {
    const skipped = await listSkipped(engine)
    if (values.json) await io.out.data(`${JSON.stringify(asJson(summary, skipped), null, 2)}\n`)
    else await io.out.say(asLines(summary, skipped))
    return exitCode.done
  })
}

const pageSize = 1_000

/** Files of no known kind and files with trouble, each once. */
async function listSkipped(engine: Engine): Promise<Skipped[]> {
  const found = new Map<string, Skipped>()
  for (const part of [{ kind: 'other', problemsOnly: false } as const, { kind: null, problemsOnly: true } as const]) {
    for (let offset = 0; ; offset += pageSize) {
      const page = await engine.sources({ ...part, text: '', offset, limit: pageSize })
      if (!page.ok) throw new Error(page.message)
      for (const { path, kind, form, problems } of page.value.files)
        found.set(path, { path, kind, form, reasons: problems.length > 0 ? problems : [`It is ${form}`] })
      if (offset + pageSize >= page.value.total) break
    }
  }
  return [...found.values()]
}

const utc = (time: UtcMs | null): string | null => (time === null ? null : formatUtc(time))

function asJson(summary: JudgedSummary, skipped: readonly Skipped[]) {
  const { id: _, title: __, isBeingJudged: ___, eventsByVerdict, ...facts } = summary
  return {
    ...facts,
    firstEventTime: utc(summary.firstEventTime),
    lastEventTime: utc(summary.lastEventTime),
    eventsByVerdict,
    skipped,
  }
}

const mostLines = 20

function asLines(summary: JudgedSummary, skipped: readonly Skipped[]): readonly string[] {
  const kinds = Object.entries(summary.files).filter(([, files]) => files > 0)
  const facts: readonly (readonly [string, string])[] = [
    ['records', formatCount(summary.records)],
    ['events', formatCount(summary.events)],
    ['unique event IDs', formatCount(summary.uniqueEventIds)],
    [
      'duplicates',
      `${formatCount(summary.duplicates)} (${formatCounted(summary.conflicting, 'event')} with copies that differ)`,
    ],
    ['without event ID', formatCount(summary.withoutEventId)],
    ['unparsed', formatCount(summary.unparsed)],
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
    ['skipped', formatCount(skipped.length)],
  ]
  const lines = facts.map(([name, value]) => `${name.padEnd(17)} ${value}`)
  const files = skipped.slice(0, mostLines).map(({ path, reasons }) => `  ${path}: ${reasons.join('; ')}`)
  const rest =
    skipped.length > mostLines ? [`  and ${formatCount(skipped.length - mostLines)} more: --json lists all`] : []
  return [...lines, ...files, ...rest]
}
