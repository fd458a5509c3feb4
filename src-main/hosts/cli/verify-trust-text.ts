import { formatCounted } from '../../../src-shared/base/count.ts'
import { printable } from '../../../src-shared/base/printable.ts'
import { formatUtc } from '../../../src-shared/base/time.ts'
import type { IntegrityReport, TrustedKey } from '../../../src-shared/model/integrity.ts'
import { howToCompareKeys, keyWarnings, trustWords } from '../../../src-shared/words/outcome.ts'

const mostOutOfTime = 5
const mostUses = 20

/** What everything in the report rests on. */
export function* trustLines({ keys }: IntegrityReport): Generator<string> {
  const used = keys.filter(({ trust }) => trust !== 'not-used')
  const unused = keys.filter(({ trust }) => trust === 'not-used')
  if (used.length === 0) {
    yield '\nNo public keys were given: nothing can be proven without the output of aws cloudtrail list-public-keys.\n'
  } else {
    yield '\nThis rests on these public keys:\n'
    for (const key of used) yield* keyLines(key)
    yield `${howToCompareKeys}\n`
  }
  if (unused.length === 0) return
  yield '\nNot used, because other keys were given:\n'
  for (const { fingerprint, sources } of unused) yield `  ${fingerprint}\tfrom ${sources.map(printable).join(', ')}\n`
}

function* keyLines(key: TrustedKey): Generator<string> {
  const { fingerprint, proved, provedResults, provedIn, sources, trust, outOfTime } = key
  const results = provedResults === 0 ? '' : ` and ${formatCounted(provedResults, 'sign file')} of query results`
  yield `  ${fingerprint}\tproves ${formatCounted(proved, 'digest')}${results}\tfrom ${sources.map(printable).join(', ')} (${trustWords[trust]})\n`
  for (const { account, region, trail, kind, digests, from, until } of provedIn.slice(0, mostUses)) {
    const chain = [account, region, trail, ...(kind === 'backfill' ? ['(backfill)'] : [])].map(printable).join(' ')
    yield `    ${chain}: ${formatCounted(digests, 'digest')}, ${formatUtc(from)} to ${formatUtc(until)}\n`
  }
  if (provedIn.length > mostUses) yield `    and ${provedIn.length - mostUses} more chains: see --json\n`
  for (const warning of keyWarnings(key)) yield `    Warning: ${warning}\n`
  if (outOfTime === null) return
  const shown = outOfTime.digests.slice(0, mostOutOfTime)
  for (const uri of shown) yield `      ${printable(uri)}\n`
  const more = outOfTime.total - shown.length
  if (more > 0) yield `      and ${more} more: see --json\n`
}
