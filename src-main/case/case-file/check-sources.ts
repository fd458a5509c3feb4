import { setImmediate as turn } from 'node:timers/promises'
import { isDeepStrictEqual } from 'node:util'
import type { Named, SourceDifferences } from '../../../src-shared/model/case-file.ts'
import type { IntegrityReport } from '../../../src-shared/model/integrity.ts'
import { sourceText } from '../../../src-shared/model/source.ts'
import type { FileEntry } from '../../columns/snapshot.ts'
import { readFacts } from '../../ingest/ingest.ts'
import { judgeFacts } from '../../integrity/evidence/judge-files.ts'
import type { Case } from '../case.ts'
import { cancelled, done, type Ending, type RunningJob } from '../jobs.ts'
import type { CaseRoom } from '../room.ts'

/** Begins to read the sources of a case file again, behind everything else; it ends with the case. */
export function beginCheck(room: CaseRoom, opened: Case, absent: readonly string[]): void {
  const { paths } = opened.summary
  if (absent.length === paths.length) {
    opened.tellCheck({ state: 'absent', roots: absent })
    void room.tellAgain(opened)
    return
  }
  const job = room.jobs.start('check', opened.summary.title)
  opened.onEnd((reason) => job.abort.abort(reason))
  void room.jobs
    .run(job, () => checkSources(room, job, opened, absent))
    .finally(() => {
      if (opened.caseFile?.check.state === 'running') opened.tellCheck({ state: 'cancelled' })
      void room.tellAgain(opened)
    })
}

/**
 * Reads all sources again and judges them anew, from nothing that the case file says. Where every hash and every verdict is
 * the one that was saved, verdicts are those of now. Where not, they stay as saved, and what differs is named.
 */
async function checkSources(room: CaseRoom, job: RunningJob, opened: Case, absent: readonly string[]): Promise<Ending> {
  const { signal } = job
  const { trust } = opened
  const paths = trust.paths.filter((path) => !absent.includes(path))
  const { facts, entries } = await readFacts(paths, {
    startReaders: room.parts.startReaders,
    signal,
    onProgress: ({ stage: _, ...progress }) => job.report({ ...progress, stage: 'checking' }),
  })
  const { evidence, report } = await judgeFacts(facts, signal, { trust })
  const saved = opened.verdictViews.ingested
  if (saved.report === null) return cancelled
  const found: SourceDifferences = {
    ...(await filesThatDiffer(saved.snapshot.files, entries)),
    verdicts: named(await verdictsThatDiffer(saved.report, report)),
  }
  signal.throwIfAborted()
  if (Object.values(found).every(({ total }) => total === 0)) opened.confirmSources({ evidence, report }, entries)
  else opened.tellCheck({ state: 'differs', found })
  return done()
}

const filesPerTurn = 20_000

async function filesThatDiffer(saved: readonly FileEntry[], now: readonly FileEntry[]) {
  const [changed, absent, added] = [[], [], []] as [string[], string[], string[]]
  const byName = new Map(now.map((file) => [sourceText(file), file]))
  for (const [at, file] of saved.entries()) {
    if (at % filesPerTurn === 0) await turn()
    const name = sourceText(file)
    const is = byName.get(name)
    byName.delete(name)
    if (is === undefined) absent.push(name)
    else if (is.readSha256 !== file.readSha256 || is.sha256 !== file.sha256 || is.kind !== file.kind) changed.push(name)
  }
  for (const name of byName.keys()) added.push(name)
  return { changed: named(changed), absent: named(absent), added: named(added) }
}

async function verdictsThatDiffer(saved: IntegrityReport, now: IntegrityReport): Promise<readonly string[]> {
  const differ: string[] = []
  for (const part of ['logs', 'digests'] as const) {
    const rest = new Map<string, unknown>(now[part])
    let at = 0
    for (const [uri, verdict] of saved[part]) {
      if (at++ % filesPerTurn === 0) await turn()
      if (!isDeepStrictEqual(rest.get(uri), verdict)) differ.push(uri)
      rest.delete(uri)
    }
    differ.push(...rest.keys())
  }
  return differ
}

const firstTold = 3
const named = (all: readonly string[]): Named => ({ total: all.length, first: all.slice(0, firstTold) })
