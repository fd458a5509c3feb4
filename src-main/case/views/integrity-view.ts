import type { In, IntegrityObjectsPage, IntegrityOverview } from '../../../src-shared/contract/index.ts'
import type { AbsenceCounts } from '../../../src-shared/model/explanation.ts'
import {
  type DigestVerdict,
  isCopy,
  type LogVerdict,
  noCounts,
  type ObjectUri,
  otherFileOf,
} from '../../../src-shared/model/integrity.ts'
import { sourceText } from '../../../src-shared/model/source.ts'
import type { Ingested } from '../../ingest/ingest.ts'
import { fetchCommands } from '../../integrity/fetch-commands.ts'

/** What the integrity panel says first. A case that was cancelled has no verdicts. */
export function integrityOverview({ evidence, report }: Ingested, absences: AbsenceCounts): IntegrityOverview {
  if (report === null) {
    const why = 'Opening was cancelled before all files were read: nothing was verified.'
    const nothing = { absences, doubts: [], chains: [], findings: [], results: [], keys: [], commands: [] }
    return { ...nothing, counts: noCounts, outcome: 'unproven', keyProblems: [why] }
  }
  return {
    counts: report.counts,
    doubts: report.doubts,
    outcome: report.outcome,
    absences,
    chains: report.chains,
    findings: report.findings,
    results: report.results,
    keys: report.keys,
    keyProblems: report.problems.map(({ file, sentence }) => `${file}: ${sentence}`),
    commands: fetchCommands(evidence, report),
  }
}

/**
 * Digests or log files with their verdicts, those that are missing included, in order of their names. Copies, and
 * files that are no log files, are among all of them and, as in the counts, under no status.
 */
export function integrityObjects(
  ingested: Ingested,
  { kind, status, text, offset, limit }: In<'integrityObjects'>,
): IntegrityObjectsPage {
  const wanted = text.toLowerCase()
  const shown: Judged[] = []
  let total = 0
  for (const [uri, verdict] of ingested.report?.[kind] ?? []) {
    if (
      (status !== null && (verdict.status !== status || isCopy(verdict) || otherFileOf(verdict) !== null)) ||
      !(wanted === '' || uri.toLowerCase().includes(wanted))
    )
      continue
    if (total >= offset && shown.length < limit) shown.push([uri, verdict])
    total++
  }
  return { total, objects: describe(ingested, shown) }
}

type Judged = readonly [ObjectUri, DigestVerdict | LogVerdict]

/** What is looked up for a page need not be kept for all files: there may be hundreds of thousands. */
function describe({ evidence, sources }: Ingested, objects: readonly Judged[]): IntegrityObjectsPage['objects'] {
  const asked = new Set(objects.map(([uri]) => uri))
  const byUri = <F extends { readonly uri: ObjectUri | null }>(files: readonly F[]) =>
    new Map(files.flatMap((file) => (file.uri !== null && asked.has(file.uri) ? [[file.uri, file] as const] : [])))
  const [source, digest, log] = [byUri(sources), byUri(evidence.digests), byUri(evidence.logs)]
  return objects.map(([uri, verdict]) => {
    const file = source.get(uri)
    const window = digest.get(uri)?.digest
    const delivered = log.get(uri)?.named?.time ?? null
    return {
      uri,
      path: file === undefined ? null : sourceText(file),
      name: file?.name ?? null,
      verdict,
      from: window?.start ?? delivered,
      until: window?.end ?? delivered,
      sha256: file?.sha256 ?? null,
      events: file?.events ?? 0,
    }
  })
}
