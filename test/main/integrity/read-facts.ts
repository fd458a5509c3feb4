import { classify } from '../../../src-main/ingest/classify.ts'
import { discover } from '../../../src-main/ingest/discover.ts'
import { openAttributes } from '../../../src-main/ingest/extended-attributes.ts'
import { type FileFact, gatherEvidence } from '../../../src-main/ingest/gather-evidence.ts'
import { contentOf, readSource, type SourceContent } from '../../../src-main/ingest/read.ts'
import { verify } from '../../../src-main/integrity/verify.ts'
import type { DigestVerdict, IntegrityReport, LogVerdict } from '../../../src-shared/integrity.ts'

/** One file after the other, on this thread: the slow, obvious reader. */
export async function readFacts(paths: readonly string[]): Promise<FileFact[]> {
  const found = await discover(paths)
  const attributesOf = await openAttributes()
  return found
    .filter(({ nature }) => nature === 'file')
    .map(({ path, name }) => {
      const fact = factOf(path, name, readSource(path))
      const isDigest = fact.kind === 'digest' || fact.kind === 'backfill-digest'
      return isDigest ? { ...fact, attributes: attributesOf(path) } : fact
    })
}

/** The same for files that are nowhere but in memory: name below the opened folder → bytes. */
export const factsOf = (files: ReadonlyMap<string, Buffer>): FileFact[] =>
  [...files].map(([name, bytes]) => factOf(`/case/${name}`, name, contentOf(bytes)))

function factOf(path: string, name: string, { bytes, gzip, sha256 }: SourceContent): FileFact {
  const { kind } = classify(bytes, name)
  const hasText = kind === 'digest' || kind === 'backfill-digest' || kind === 'sidecar' || kind === 'public-keys'
  return { path, name, kind, gzip, sha256, text: hasText ? bytes.toString() : null }
}

export const verifyFolder = async (...paths: readonly string[]): Promise<IntegrityReport> =>
  verify(gatherEvidence(await readFacts(paths)))

/** Digests in order of time, as `status` or `status: reason, reason`. */
export const digestWords = ({ digests }: IntegrityReport): string[] =>
  [...digests].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, verdict]) => words(verdict))

export const logWords = ({ logs }: IntegrityReport): string[] =>
  [...logs].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, verdict]) => words(verdict))

function words(verdict: DigestVerdict | LogVerdict): string {
  const details =
    'reasons' in verdict
      ? verdict.reasons
      : 'where' in verdict
        ? [verdict.where]
        : 'warnings' in verdict
          ? (verdict.warnings ?? [])
          : []
  return details.length === 0 ? verdict.status : `${verdict.status}: ${details.join(', ')}`
}
