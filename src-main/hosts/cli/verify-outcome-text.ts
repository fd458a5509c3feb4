import { sumOf } from '../../../src-shared/base/count.ts'
import { printable } from '../../../src-shared/base/printable.ts'
import { formatUtc } from '../../../src-shared/base/time.ts'
import { countAbsences } from '../../../src-shared/model/explanation.ts'
import { type Doubt, type IntegrityReport, isCopy } from '../../../src-shared/model/integrity.ts'
import type { AskedRange } from '../../../src-shared/model/verification.ts'
import { absencesSentence } from '../../../src-shared/words/absences.ts'
import { conclusionOf, doubtWords } from '../../../src-shared/words/outcome.ts'
import { explainChainFinding, explainElsewhere } from '../../../src-shared/words/verdicts.ts'
import type { Verified } from './verify-json.ts'

const mostObjects = 20

/** Counts, what is odd about the whole, and what it comes to. */
export function* resultLines({ report, range, absences }: Verified): Generator<string> {
  const spans = report.chains.flatMap(({ verifiedSpans }) => verifiedSpans)
  if (range !== undefined) yield `Results requested for ${fromText(range)} to ${toText(range)}\n`
  const [first, last] = [
    spans.map(({ from }) => from).sort()[0],
    spans
      .map(({ to }) => to)
      .sort()
      .at(-1),
  ]
  if (report.digests.size === 0) yield 'No digests found\n'
  else if (first === undefined || last === undefined) yield 'No valid digests found in range\n'
  else yield `Results found for ${clip(first, range, 'from')} to ${clip(last, range, 'to')}:\n`
  yield '\n'
  const { digests, logs } = report.counts
  yield* ratio('digest', digests.verified, digests.invalid + digests.missing + digests.moved, digests.unverified, 0)
  yield* ratio('log', logs.verified, logs.invalid + logs.missing, logs.unverified, logs.uncovered)
  const counted = countAbsences(absences)
  // Where no digest is, its word on what is missing would be none.
  if (report.digests.size > 0 || sumOf(counted) > 0) yield `${absencesSentence(counted)}\n`
  yield* elsewhereLines(report)
  for (const { code, severity, objects } of report.findings) {
    yield `${severity === 'warning' ? 'Warning' : 'Note'}: ${explainChainFinding[code]}\t${objects.map(printable).join(' ')}\n`
  }
  for (const { file, sentence } of report.problems) yield `Note: ${printable(file)}: ${printable(sentence)}\n`
  yield* doubtLines(report)
  yield `\n${conclusionOf(report, counted)}\n`
}

function* elsewhereLines({ logs, counts: { copies } }: IntegrityReport): Generator<string> {
  let elsewhere = 0
  for (const verdict of logs.values()) if ('liesAt' in verdict && !isCopy(verdict)) elsewhere++
  for (const sentence of explainElsewhere(elsewhere, copies.digests + copies.logs)) yield `${sentence}\n`
}

export const fromText = ({ from }: AskedRange) => (from === null ? 'the beginning' : formatUtc(from))
export const toText = ({ to }: AskedRange) => (to === null ? 'the end' : formatUtc(to))

/** What was found is told within what was asked. Times in this form sort as text. */
function clip(time: string, range: AskedRange | undefined, edge: 'from' | 'to'): string {
  const end = range?.[edge] ?? null
  if (end === null) return time
  const asked = formatUtc(end)
  return (edge === 'from' ? time < asked : time > asked) ? asked : time
}

function* ratio(name: string, valid: number, bad: number, unproven: number, uncovered: number): Generator<string> {
  const total = valid + bad + unproven + uncovered
  if (total === 0) return
  const parts = [`${valid}/${total} ${name} files valid`]
  if (bad > 0) parts.push(`${bad}/${total} ${name} files INVALID`)
  if (unproven > 0) parts.push(`${unproven}/${total} ${name} files UNPROVEN`)
  if (uncovered > 0) parts.push(`${uncovered}/${total} ${name} files in no digest`)
  yield `${parts.join(', ')}\n`
}

/** Doubts that are no finding about a chain, which stand above, nor about keys, which stand below. */
function* doubtLines({ doubts, findings }: IntegrityReport): Generator<string> {
  const told = new Map<Doubt['code'], number>()
  for (const { code, objects } of doubts) {
    if (code === 'keys-from-evidence' || findings.some((finding) => finding.code === code)) continue
    const before = told.get(code) ?? 0
    told.set(code, before + 1)
    if (before >= mostObjects) continue
    const shown = objects.slice(0, mostObjects).map(printable).join(' ')
    const more = objects.length > mostObjects ? ` and ${objects.length - mostObjects} more: see --json` : ''
    yield `Warning: ${doubtWords[code].sentence}\t${shown}${more}\n`
  }
  for (const [code, count] of told)
    if (count > mostObjects)
      yield `Warning: ${doubtWords[code].sentence}\tand ${count - mostObjects} times more: see --json\n`
}
