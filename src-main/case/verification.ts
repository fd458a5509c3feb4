import { fail, ok, type Result } from '../../src-shared/base/result.ts'
import { notReadOf } from '../../src-shared/model/not-read.ts'
import type { NamedKey, Verification } from '../../src-shared/model/verification.ts'
import { whyUnreadable } from '../files/why-unreadable.ts'
import { type IngestOptions, readFacts } from '../ingest/ingest.ts'
import { absencesOf, told } from '../integrity/absence/absences.ts'
import type { DigestFile } from '../integrity/evidence/evidence.ts'
import type { Asked } from '../integrity/evidence/gather.ts'
import { judgeFacts } from '../integrity/evidence/judge-files.ts'
import { fetchCommands } from '../integrity/fetch-commands.ts'
import { ledger } from '../integrity/ledger/ledger.ts'
import { digestsByChain } from '../integrity/verdicts/digests-by-chain.ts'
import { sourcesOfCaseFile, trustWith } from './case-file/open-saved.ts'

/**
 * Verifies folders by the steps by which a case comes to its verdicts. Records are not read: no verdict rests on them.
 * With a range, only what it touches is reported. Throws the signal's reason once it is aborted.
 */
export async function verifyFolders(
  named: readonly string[],
  given: Asked,
  options: IngestOptions,
): Promise<Result<Verification, 'unreadable'>> {
  const sources = await sourcesOfCaseFile(named)
  if (!sources.ok) return sources
  const paths = sources.value === null ? named : [...sources.value.paths, ...given.trust.keyPaths]
  const asked = sources.value === null ? given : { ...given, trust: trustWith(given.trust, sources.value) }
  const problem = paths.map((path) => whyUnreadable(path)).find((sentence) => sentence !== null)
  if (problem !== undefined) return fail('unreadable', problem)
  const { facts: files, unread } = await readFacts(paths, options)
  const { evidence, report } = await judgeFacts(files, options.signal, asked)
  const { ledger: hours } = ledger(evidence, report)
  return ok({
    files,
    notRead: notReadOf(unread, [], 0),
    report,
    ledger: hours,
    absences: absencesOf(evidence, report, hours).map(told),
    fetches: fetchCommands(evidence, report),
    namedKeys: () => new Map(evidence.digests.map((file) => [file.uri, namedKeyOf(file)])),
    digestsByChain: () => digestsByChain(report),
  })
}

const namedKeyOf = ({ digest, named }: DigestFile): NamedKey => ({
  fingerprint: digest?.fingerprint ?? null,
  region: named?.region ?? null,
})
