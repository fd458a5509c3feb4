import { formatCounted } from '../../../src-shared/base/count.ts'
import { printable } from '../../../src-shared/base/printable.ts'
import {
  type DigestVerdict,
  type DigestWarning,
  type InTheWay,
  type IntegrityReport,
  type LogVerdict,
  type LogWarning,
  type ObjectUri,
  otherFileOf,
  type Where,
} from '../../../src-shared/model/integrity.ts'
import type { NamedKey } from '../../../src-shared/model/verification.ts'
import { otherFormsSentence, signedFilesSentence } from '../../../src-shared/words/other-files.ts'
import {
  invalidDigest,
  invalidLog,
  keyNotFound,
  uncoveredPlaces,
  unprovenDigest,
} from '../../../src-shared/words/validate-logs.ts'
import {
  explainByHash,
  explainHeld,
  explainInTheWay,
  explainRecoded,
  explainWarning,
} from '../../../src-shared/words/verdicts.ts'
import type { Verified } from './verify-json.ts'

interface FilesTold extends Pick<Verified, 'report'> {
  readonly namedKeys: ReadonlyMap<ObjectUri, NamedKey>
}

/** What is not valid, a line for each file; with `verbose` all of them. */
export function* fileLines(
  { report, namedKeys }: FilesTold,
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
      return `UNPROVEN: ${verdict.reasons.map((reason) => unprovenDigest[reason]).join('; ')}`
    case 'invalid': {
      const words = verdict.reasons.map((reason) => invalidDigest[reason] ?? keyOf(named))
      return [`INVALID: ${words.join('; ')}`, ...explainRecoded(verdict)].join('\t')
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

const keyOf = (named: NamedKey | undefined): string =>
  keyNotFound(named?.region ?? null, named?.fingerprint == null ? null : printable(named.fingerprint))

const warned = (warnings: readonly (DigestWarning | LogWarning)[] = []): string =>
  warnings.map((warning) => `\tWarning: ${explainWarning[warning]}`).join('')

function logWords(verdict: LogVerdict): string {
  switch (verdict.status) {
    case 'verified':
      return `valid${[...explainByHash(verdict)].map((sentence) => `\t${printable(sentence)}`).join('')}${warned(verdict.warnings)}`
    case 'invalid':
      return [
        `INVALID: ${verdict.reasons.map((reason) => invalidLog[reason]).join('; ')}`,
        ...explainHeld(verdict),
        ...explainRecoded(verdict),
      ].join('\t')
    case 'missing':
      return `INVALID: ${notFound(verdict)}${verdict.provenReference ? '' : '\t(only an unproven digest lists it)'}`
    case 'unverified':
      if (verdict.hashMatches === null) return 'UNPROVEN: it could not be read'
      return `UNPROVEN: only an unproven digest lists it; its hash ${verdict.hashMatches ? 'matches' : "doesn't match"}`
    case 'uncovered':
      return `${verdict.where === 'signed-query-result' ? '' : 'UNPROVEN: '}no digest lists it (${uncoveredPlaces[verdict.where]})`
  }
}

function uncoveredSentence(where: Where, count: number): string {
  if (where === 'no-log-file') return otherFormsSentence(count) ?? ''
  if (where === 'signed-query-result') return signedFilesSentence(count)
  return `${formatCounted(count, 'log file is', 'log files are')} in no digest: ${uncoveredPlaces[where]}`
}

export function* uncoveredLines({ logs }: IntegrityReport, verbose: boolean): Generator<string> {
  const counts = new Map<Where, number>()
  for (const [uri, verdict] of logs) {
    if (verdict.status !== 'uncovered') continue
    counts.set(verdict.where, (counts.get(verdict.where) ?? 0) + 1)
    const name = otherFileOf(verdict) === null ? 'Log file' : 'File'
    if (verbose) yield `${name}\t${printable(uri)}\t${logWords(verdict)}\n`
  }
  for (const [where, count] of counts) {
    yield `${uncoveredSentence(where, count)}\n`
  }
  if (counts.size > 0) yield '\n'
}
