import { printable } from '../../../src-shared/base/printable.ts'
import type { Chain, IntegrityReport, ObjectUri } from '../../../src-shared/model/integrity.ts'
import { mostNamed } from '../../../src-shared/model/not-read.ts'
import type { AskedRange, FetchCommand } from '../../../src-shared/model/verification.ts'
import { notReadSentence } from '../../../src-shared/words/not-read.ts'
import { fileLines, uncoveredLines } from './verify-files-text.ts'
import type { Verified } from './verify-json.ts'
import { fromText, resultLines, toText } from './verify-outcome-text.ts'
import { signedResultLines } from './verify-results-text.ts'
import { chainLines, silenceLines } from './verify-time-text.ts'
import { trustLines } from './verify-trust-text.ts'

const mostCommands = 20

/**
 * The report for people. What `aws cloudtrail validate-logs` says too is said in its words, chain by chain; then
 * follows what only an offline verifier tells. Digests stand newest first, as that command walks a chain. Without
 * `verbose`, what is valid is counted and not listed.
 */
export function* renderText(verified: Verified, verbose: boolean): Generator<string> {
  const { report, fetches, range } = verified
  const [digestsByChain, namedKeys] = [verified.digestsByChain(), verified.namedKeys()]
  const logsOf = logsByDigest(report)
  const told = new Set<ObjectUri>()
  for (const chain of report.chains) {
    const uris = digestsByChain.get(chain) ?? []
    for (const uri of uris) told.add(uri)
    yield `Validating log files for trail ${trailOf(chain)}${askedSpan(chain, range)}\n`
    yield `${whoseOf(chain)}\n\n`
    yield* fileLines({ report, namedKeys }, uris, logsOf, verbose, chain.kind === 'backfill' ? '(backfill) ' : '')
    yield* chainLines(
      chain,
      report,
      uris.flatMap((uri) => logsOf.get(uri) ?? []),
    )
    yield '\n'
  }
  const others = [...report.digests.keys()].filter((uri) => !told.has(uri))
  yield* fileLines({ report, namedKeys }, others, logsOf, verbose, '')
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

function* fetchLines(fetches: readonly FetchCommand[]): Generator<string> {
  if (fetches.length === 0) return
  yield '\nWhat is missing can be fetched with:\n'
  const shown = fetches.slice(0, mostCommands)
  for (const { command } of shown) yield `  ${command}\n`
  yield 'In PowerShell:\n'
  for (const { powershell } of shown) yield `  ${powershell}\n`
  if (fetches.length > mostCommands) yield `  and ${fetches.length - mostCommands} more: see --json\n`
}
