import { formatCounted } from '../../../src-shared/base/count.ts'
import { printable } from '../../../src-shared/base/printable.ts'
import { formatUtc } from '../../../src-shared/base/time.ts'
import { countAbsences } from '../../../src-shared/model/explanation.ts'
import {
  type Chain,
  type DigestVerdict,
  type DigestWarning,
  type Doubt,
  type InTheWay,
  type IntegrityReport,
  isCopy,
  type LogVerdict,
  type LogWarning,
  type ObjectUri,
  type Where,
} from '../../../src-shared/model/integrity.ts'
import { mostNamed } from '../../../src-shared/model/not-read.ts'
import type { AskedRange, FetchCommand, NamedKey } from '../../../src-shared/model/verification.ts'
import { absencesSentence, absenceWords } from '../../../src-shared/words/absences.ts'
import { notReadSentence } from '../../../src-shared/words/not-read.ts'
import { conclusionOf, doubtWords, gapMeans } from '../../../src-shared/words/outcome.ts'
import {
  explainByHash,
  explainChainFinding,
  explainElsewhere,
  explainHeld,
  explainInTheWay,
  explainWarning,
} from '../../../src-shared/words/verdicts.ts'
import type { Verified } from './verify-json.ts'
import { signedResultLines } from './verify-results-text.ts'
import { trustLines } from './verify-trust-text.ts'

const mostCommands = 20
const mostObjects = 20

/**
 * The report for people. What `aws cloudtrail validate-logs` says too is said in its words, chain by chain; then
 * follows what only an offline verifier tells. Digests stand newest first, as that command walks a chain. Without `verbose`, what is valid is counted and not listed.
 */
export function* renderText(verified: Verified, verbose: boolean): Generator<string> {
  const { report, fetches, range } = verified
  const logsOf = logsByDigest(report)
  const told = new Set<ObjectUri>()
  for (const chain of report.chains) {
    const uris = verified.digestsByChain.get(chain) ?? []
    for (const uri of uris) told.add(uri)
    yield `Validating log files for trail ${trailOf(chain)}${askedSpan(chain, range)}\n`
    yield `${whoseOf(chain)}\n\n`
    yield* fileLines(verified, uris, logsOf, verbose, chain.kind === 'backfill' ? '(backfill) ' : '')
    yield* chainLines(
      chain,
      report,
      uris.flatMap((uri) => logsOf.get(uri) ?? []),
    )
    yield '\n'
  }
  const others = [...report.digests.keys()].filter((uri) => !told.has(uri))
  yield* fileLines(verified, others, logsOf, verbose, '')
  yield* uncoveredLines(report, verbose)
  yield* signedResultLines(report, verbose)
  yield* unreadLines(verified)
  yield* silenceLines(verified)
  yield* resultLines(verified)
  yield* trustLines(report)
  yield* fetchLines(fetches)
}

/** An organization's trail belongs to an account that no digest names: those of members name the member. */
function trailOf({ homeRegion, account, trail, base }: Chain): string {
  const organization = /(?:^|\/)AWSLogs\/(o-[^/]+)/.exec(base)?.[1]
  if (organization !== undefined)
    return printable(`${trail} of organization ${organization}, home Region ${homeRegion}`)
  const partition = homeRegion.startsWith('cn-') ? 'aws-cn' : homeRegion.startsWith('us-gov-') ? 'aws-us-gov' : 'aws'
  return printable(`arn:${partition}:cloudtrail:${homeRegion}:${account}:trail/${trail}`)
}

const whoseOf = ({ account, region, base }: Chain): string =>
  printable(`Account ${account}, Region ${region}${base === '' ? '' : `, keys below ${base}`}`)

function askedSpan({ verifiedSpans }: Chain, range: AskedRange | undefined): string {
  if (range !== undefined) return ` between ${fromText(range)} and ${toText(range)}`
  const [first, last] = [verifiedSpans[0], verifiedSpans.at(-1)]
  return first === undefined || last === undefined ? '' : ` between ${first.from} and ${last.to}`
}

function logsByDigest(report: IntegrityReport): ReadonlyMap<ObjectUri, ObjectUri[]> {
  const logs = new Map<ObjectUri, ObjectUri[]>()
  for (const [uri, verdict] of report.logs) {
    if (verdict.status === 'uncovered') continue
    const known = logs.get(verdict.listedBy)
    if (known === undefined) logs.set(verdict.listedBy, [uri])
    else known.push(uri)
  }
  return logs
}

function* fileLines(
  { report, namedKeys }: Verified,
  digests: readonly ObjectUri[],
  logsOf: ReadonlyMap<ObjectUri, readonly ObjectUri[]>,
  verbose: boolean,
  prefix: string,
): Generator<string> {
  for (const uri of digests) {
    const verdict = report.digests.get(uri) as DigestVerdict
    const plain = verdict.status === 'verified' && verdict.warnings === undefined
    if (verbose || !plain)
      yield `${prefix}Digest file\t${printable(uri)}\t${digestWords(verdict, namedKeys.get(uri))}\n`
    for (const log of logsOf.get(uri) ?? []) {
      const words = report.logs.get(log) as LogVerdict
      if (verbose || words.status !== 'verified' || words.warnings !== undefined) {
        yield `Log file\t${printable(log)}\t${logWords(words)}\n`
      }
    }
  }
}

function digestWords(verdict: DigestVerdict, named: NamedKey | undefined): string {
  switch (verdict.status) {
    case 'verified':
      return `valid${warned(verdict.warnings)}`
    case 'moved':
      return `INVALID: has been moved from its original location\t(${printable(verdict.statedPlace)}; its content is proven)`
    case 'unverified':
      return `UNPROVEN: ${verdict.reasons.map((reason) => doubts[reason]).join('; ')}`
    case 'invalid': {
      const words = verdict.reasons.map((reason) => faults[reason] ?? keyNotFound(named))
      return `INVALID: ${words.join('; ')}`
    }
    case 'missing': {
      const notes = [
        ...(verdict.foundAt === undefined ? [] : [`its content lies at ${verdict.foundAt.map(printable).join(', ')}`]),
        ...(verdict.olderThanAllFiles ? ['older than everything in the folder, perhaps only not downloaded'] : []),
        ...(verdict.provenReference ? [] : ['only an unproven digest names it']),
      ]
      return `INVALID: ${notFound(verdict)}${notes.length === 0 ? '' : `\t(${notes.join('; ')})`}`
    }
  }
}

const notFound = ({ inItsPlace }: { readonly inItsPlace?: InTheWay }): string =>
  inItsPlace === undefined ? 'not found' : explainInTheWay[inItsPlace]

const keyNotFound = (named: NamedKey | undefined): string =>
  `public key not found in region ${named?.region ?? 'unknown'} for fingerprint ${printable(named?.fingerprint ?? 'unknown')}`

const warned = (warnings: readonly (DigestWarning | LogWarning)[] = []): string =>
  warnings.map((warning) => `\tWarning: ${explainWarning[warning]}`).join('')

const doubts = {
  'no-signature': 'no signature is at hand, neither beside it nor in a next digest',
  'public-key-not-found': 'public key not found in the key lists given',
  'signature-fails-but-comes-from-an-unproven-digest':
    'the signature in the next digest does not verify, and that digest is not proven itself',
  'too-many-signatures':
    'there are so many different signatures for it that only the likeliest were checked, and they do not verify',
  'not-read': 'it could not be read',
} as const

const faults = {
  'bad-signature': 'signature verification failed',
  'bad-format': 'invalid format',
  moved: 'has been moved from its original location',
  'link-hash-mismatch': 'a proven later digest states another hash for it',
  'trailing-data': 'unexpected data after end of compressed stream',
  'public-key-not-found': null,
} as const

function logWords(verdict: LogVerdict): string {
  switch (verdict.status) {
    case 'verified':
      return `valid${[...explainByHash(verdict)].map((sentence) => `\t${printable(sentence)}`).join('')}${warned(verdict.warnings)}`
    case 'invalid':
      return [
        `INVALID: ${verdict.reasons.map((reason) => logFaults[reason]).join('; ')}`,
        ...explainHeld(verdict),
      ].join('\t')
    case 'missing':
      return `INVALID: ${notFound(verdict)}${verdict.provenReference ? '' : '\t(only an unproven digest lists it)'}`
    case 'unverified':
      if (verdict.hashMatches === null) return 'UNPROVEN: it could not be read'
      return `UNPROVEN: only an unproven digest lists it; its hash ${verdict.hashMatches ? 'matches' : "doesn't match"}`
    case 'uncovered':
      return `UNPROVEN: no digest lists it (${places[verdict.where]})`
  }
}

const logFaults = {
  'hash-mismatch': "hash value doesn't match",
  'bad-gzip': 'invalid format\t(its gzip data is broken)',
  truncated: "hash value doesn't match\t(its gzip data is cut off)",
  'trailing-data': 'unexpected data after end of compressed stream',
} as const

const places: Readonly<Record<Where, string>> = {
  'in-a-gap': 'delivered in a gap of the chain',
  'digest-missing-or-unreadable': 'the digest of that time is missing or unreadable',
  'inside-a-digest-window': 'not listed by the digests of that time',
  'after-newest-digest': 'delivered after the newest digest',
  'before-oldest-digest': 'delivered before the oldest digest',
  'no-chain': 'there is no chain of digests for that account and Region',
  'time-unknown': 'its name tells neither account nor Region nor time of delivery',
}

/** `listed`: the log files that its digests list. */
function* chainLines(chain: Chain, { logs }: IntegrityReport, listed: readonly ObjectUri[]): Generator<string> {
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

function* uncoveredLines({ logs }: IntegrityReport, verbose: boolean): Generator<string> {
  const counts = new Map<Where, number>()
  for (const [uri, verdict] of logs) {
    if (verdict.status !== 'uncovered') continue
    counts.set(verdict.where, (counts.get(verdict.where) ?? 0) + 1)
    if (verbose) yield `Log file\t${printable(uri)}\t${logWords(verdict)}\n`
  }
  for (const [where, count] of counts)
    yield `${count} log ${count === 1 ? 'file is' : 'files are'} in no digest: ${places[where]}\n`
  if (counts.size > 0) yield '\n'
}

const mostSilences = 20

/** Gaps and holes stand with their chains; a silence is of no digest. */
function* silenceLines({ absences }: Verified): Generator<string> {
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

/** Also of files that no digest lists. */
function* unreadLines({ notRead }: Verified): Generator<string> {
  const sentence = notReadSentence(notRead)
  if (sentence === null) return
  yield `${sentence}\n`
  const named = notRead.first.filter(({ kind }) => kind !== 'not-followed')
  for (const { path, reason } of named) yield `  ${printable(path)}: ${printable(reason)}\n`
  if (named.length === mostNamed) yield '  and perhaps more: trailproof info lists all\n'
  yield '\n'
}

function* resultLines({ report, range, absences }: Verified): Generator<string> {
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
  yield ratio('digest', digests.verified, digests.invalid + digests.missing + digests.moved, digests.unverified, 0)
  yield ratio('log', logs.verified, logs.invalid + logs.missing, logs.unverified, logs.uncovered)
  yield `${absencesSentence(countAbsences(absences))}\n`
  yield* elsewhereLines(report)
  for (const { code, severity, objects } of report.findings) {
    yield `${severity === 'warning' ? 'Warning' : 'Note'}: ${explainChainFinding[code]}\t${objects.map(printable).join(' ')}\n`
  }
  for (const { file, sentence } of report.problems) yield `Note: ${printable(file)}: ${printable(sentence)}\n`
  yield* doubtLines(report)
  yield `\n${conclusionOf(report)}\n`
}

function* elsewhereLines({ logs, counts: { copies } }: IntegrityReport): Generator<string> {
  let elsewhere = 0
  for (const verdict of logs.values()) if ('liesAt' in verdict && !isCopy(verdict)) elsewhere++
  for (const sentence of explainElsewhere(elsewhere, copies.digests + copies.logs)) yield `${sentence}\n`
}

const fromText = ({ from }: AskedRange) => (from === null ? 'the beginning' : formatUtc(from))
const toText = ({ to }: AskedRange) => (to === null ? 'the end' : formatUtc(to))

/** What was found is told within what was asked. Times in this form sort as text. */
function clip(time: string, range: AskedRange | undefined, edge: 'from' | 'to'): string {
  const end = range?.[edge] ?? null
  if (end === null) return time
  const asked = formatUtc(end)
  return (edge === 'from' ? time < asked : time > asked) ? asked : time
}

function ratio(name: string, valid: number, bad: number, unproven: number, uncovered: number): string {
  const total = valid + bad + unproven + uncovered
  if (total === 0) return ''
  const parts = [`${valid}/${total} ${name} files valid`]
  if (bad > 0) parts.push(`${bad}/${total} ${name} files INVALID`)
  if (unproven > 0) parts.push(`${unproven}/${total} ${name} files UNPROVEN`)
  if (uncovered > 0) parts.push(`${uncovered}/${total} ${name} files in no digest`)
  return `${parts.join(', ')}\n`
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

function* fetchLines(fetches: readonly FetchCommand[]): Generator<string> {
  if (fetches.length === 0) return
  yield '\nWhat is missing can be fetched with:\n'
  const shown = fetches.slice(0, mostCommands)
  for (const { command } of shown) yield `  ${command}\n`
  yield 'In PowerShell:\n'
  for (const { powershell } of shown) yield `  ${powershell}\n`
  if (fetches.length > mostCommands) yield `  and ${fetches.length - mostCommands} more: see --json\n`
}
