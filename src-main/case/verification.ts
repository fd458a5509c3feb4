import { fail, ok, type Result } from '../../src-shared/base/result.ts'
import type { Verification, VerifiedRange } from '../../src-shared/model/verification.ts'
import { whyUnreadable } from '../files/why-unreadable.ts'
import { type IngestOptions, readFacts } from '../ingest/ingest.ts'
import { judgeFacts } from '../integrity/evidence/judge-files.ts'
import { fetchCommands } from '../integrity/fetch-commands.ts'
import { ledger } from '../integrity/ledger/ledger.ts'

/**
 * Verifies folders by the steps by which a case comes to its verdicts. Records are not read: no verdict rests on them.
 * With a range, only what it touches is reported. Throws the signal's reason once it is aborted.
 */
export async function verifyFolders(
  paths: readonly string[],
  range: VerifiedRange | undefined,
  options: IngestOptions,
): Promise<Result<Verification, 'unreadable'>> {
  const problem = paths.map((path) => whyUnreadable(path)).find((sentence) => sentence !== null)
  if (problem !== undefined) return fail('unreadable', problem)
  const files = await readFacts(paths, options)
  const { evidence, report } = await judgeFacts(files, options.signal, range)
  return ok({
    files,
    report,
    ledger: ledger(evidence, report).ledger,
    fetches: fetchCommands(evidence, report),
    fingerprints: new Map(evidence.digests.map(({ uri, digest }) => [uri, digest?.fingerprint ?? 'unknown'])),
  })
}
