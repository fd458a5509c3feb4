import { formatCounted } from '../../../src-shared/base/count.ts'
import { printable } from '../../../src-shared/base/printable.ts'
import { formatUtc } from '../../../src-shared/base/time.ts'
import type { Chain, IntegrityReport, ObjectUri } from '../../../src-shared/model/integrity.ts'
import { absenceWords } from '../../../src-shared/words/absences.ts'
import { gapMeans } from '../../../src-shared/words/outcome.ts'
import type { Verified } from './verify-json.ts'

/** `listed`: the log files that its digests list. */
export function* chainLines(chain: Chain, { logs }: IntegrityReport, listed: readonly ObjectUri[]): Generator<string> {
  const { kind, gaps, unclear = [], holes, verifiedSpans } = chain
  const prefix = kind === 'backfill' ? '(backfill) ' : ''
  for (const { from, to } of gaps)
    yield `${prefix}${absenceWords.gap.name}: no digest covers ${from} to ${to}, and the chain starts anew: ${gapMeans}\n`
  for (const { from, to } of unclear) {
    yield `${prefix}${absenceWords['gap-or-hole'].name}: no digest covers ${from} to ${to}, and the one behind it is not proven: whether digests were deleted is not known\n`
  }
  for (const { from, to } of holes) {
    // Times in this form sort as text.
    const isProven = verifiedSpans.some((span) => span.from <= from && to <= span.to)
    const after = isProven ? ' at their place; one that lies elsewhere proves the time' : ''
    yield `${prefix}${absenceWords.hole.name}: digests are missing or unreadable between ${from} and ${to}${after}\n`
  }
  const unproven = listed.filter((uri) => logs.get(uri)?.status !== 'verified').length
  for (const { from, to } of verifiedSpans)
    yield `${prefix}${unproven === 0 ? 'Proven without a break' : 'Digests are proven'} from ${from} to ${to}\n`
  if (verifiedSpans.length === 0) yield `${prefix}No time is proven\n`
  if (unproven > 0)
    yield `${prefix}Of ${formatCounted(listed.length, 'log file')} that its digests list, ${unproven} ${unproven === 1 ? 'is' : 'are'} not proven\n`
}

const mostSilences = 20

/** Gaps and holes stand with their chains; a silence is of no digest. */
export function* silenceLines({ absences }: Verified): Generator<string> {
  const silences = absences.filter(({ kind }) => kind === 'silence')
  if (silences.length === 0) return
  yield `${absenceWords.silence.doc}\n`
  for (const { account, region, trail, from, until } of silences.slice(0, mostSilences)) {
    const where = [account, region, trail].filter((part) => part !== '').map(printable)
    yield `  ${absenceWords.silence.name}: ${where.join(' ')}, ${formatUtc(from)} to ${formatUtc(until)}\n`
  }
  if (silences.length > mostSilences) yield `  and ${silences.length - mostSilences} more: see --json\n`
  yield '\n'
}
