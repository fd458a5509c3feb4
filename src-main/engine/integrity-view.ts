import type { IntegrityObjectsPage, IntegrityOverview } from '../../src-shared/contract.ts'
import type { DigestVerdict, IntegrityCounts, LogVerdict } from '../../src-shared/integrity.ts'
import type { Ingested } from '../ingest/judge.ts'
import { fetchCommands } from '../integrity/fetch-commands.ts'

export type IntegrityObject = IntegrityObjectsPage['objects'][number]

export const noCounts: IntegrityCounts = {
  digests: { verified: 0, moved: 0, unverified: 0, invalid: 0, missing: 0 },
  logs: { verified: 0, invalid: 0, missing: 0, unverified: 0, uncovered: 0 },
}

/** What the integrity panel says first. A case that was cancelled has no verdicts. */
export function integrityOverview({ evidence, report }: Ingested): IntegrityOverview {
  if (report === null) {
    const why = 'Opening was cancelled before all files were read: nothing was verified.'
    return { counts: noCounts, chains: [], findings: [], keys: [], keyProblems: [why], commands: [] }
  }
  return {
    counts: report.counts,
    chains: report.chains,
    findings: report.findings,
    keys: report.keys,
    keyProblems: report.problems.map(({ file, sentence }) => `${file}: ${sentence}`),
    commands: fetchCommands(evidence, report),
  }
}

/** Every digest and log file with its verdict, those that are missing included, in order of their names. */
export function integrityObjects({
  evidence,
  report,
  sources,
}: Ingested): Readonly<Record<'digests' | 'logs', readonly IntegrityObject[]>> {
  if (report === null) return { digests: [], logs: [] }
  const fileOf = new Map(sources.flatMap((file) => (file.uri === null ? [] : [[file.uri, file] as const])))
  const windowOf = new Map(evidence.digests.map(({ uri, digest }) => [uri, digest]))
  const deliveredOf = new Map(evidence.logs.map(({ uri, named }) => [uri, named?.time ?? null]))
  const describe = ([uri, verdict]: readonly [string, DigestVerdict | LogVerdict]): IntegrityObject => {
    const file = fileOf.get(uri)
    const window = windowOf.get(uri)
    const delivered = deliveredOf.get(uri) ?? null
    return {
      uri,
      path: file?.path ?? null,
      name: file?.name ?? null,
      verdict,
      from: window?.start ?? delivered,
      until: window?.end ?? delivered,
      sha256: file?.sha256 ?? null,
      events: file?.events ?? 0,
    }
  }
  const byUri = (a: IntegrityObject, b: IntegrityObject) => (a.uri < b.uri ? -1 : a.uri > b.uri ? 1 : 0)
  return {
    digests: [...report.digests].map(describe).sort(byUri),
    logs: [...report.logs].map(describe).sort(byUri),
  }
}
