import { isDeepStrictEqual } from 'node:util'
import type { Named } from '../../../src-shared/model/case-file.ts'
import type { SourceFile } from '../../../src-shared/model/event.ts'
import type { IntegrityReport } from '../../../src-shared/model/integrity.ts'
import { sourceText } from '../../../src-shared/model/source.ts'
import { evidenceLines, evidenceText, subjectOf } from '../../case-file/evidence-lines.ts'
import type { FileEntry } from '../../columns/snapshot.ts'
import type { Evidence } from '../../integrity/evidence/evidence.ts'
import type { Steps } from '../../runtime/steps.ts'

const filesPerStep = 256
const linesPerStep = 32
const firstTold = 3

export const named = (all: readonly string[]): Named => ({ total: all.length, first: all.slice(0, firstTold) })

/** Files whose content is another than was saved, that are gone, and that came. */
export function* filesThatDiffer(saved: readonly FileEntry[], now: readonly FileEntry[]) {
  const [changed, absent, added] = [[], [], []] as [string[], string[], string[]]
  const byName = new Map(now.map((file) => [sourceText(file), file]))
  for (const [at, file] of saved.entries()) {
    if (at % filesPerStep === 0) yield
    const name = sourceText(file)
    const is = byName.get(name)
    byName.delete(name)
    if (is === undefined) absent.push(name)
    else if (is.readSha256 !== file.readSha256 || is.sha256 !== file.sha256 || is.kind !== file.kind) changed.push(name)
  }
  for (const name of byName.keys()) added.push(name)
  return { changed, absent, added }
}

/** Files of both, of which something else was saved than reading them tells. */
export function* filesToldOtherwise(
  saved: { readonly sources: readonly SourceFile[]; readonly files: readonly FileEntry[] },
  now: { readonly sources: readonly SourceFile[]; readonly files: readonly FileEntry[] },
): Steps<readonly string[]> {
  const told: string[] = []
  const byName = new Map(now.files.map((file, at) => [sourceText(file), at]))
  for (const [at, file] of saved.files.entries()) {
    if (at % filesPerStep === 0) yield
    const other = byName.get(sourceText(file))
    if (other === undefined) continue
    const [source, is] = [saved.sources[at]!, now.sources[other]!]
    if (!isToldAs(source, is) || file.encoding !== now.files[other]!.encoding) told.push(sourceText(file))
  }
  return told
}

/** Verdicts and counts of events are told from elsewhere. */
function isToldAs(saved: SourceFile, now: SourceFile): boolean {
  const { uri, status, events, duplicates } = now
  const isLeftOut = saved.unread === 'left-out'
  // The case says that its records are not there: of these nothing was saved.
  const { records, unparsed, firstEventTime, lastEventTime, problems, unread, notes } = isLeftOut ? saved : now
  return isDeepStrictEqual(
    { ...saved, uri, status, events, duplicates },
    { ...now, records, unparsed, firstEventTime, lastEventTime, problems, unread, notes },
  )
}

export function* verdictsThatDiffer(saved: IntegrityReport, now: IntegrityReport): Steps<readonly string[]> {
  const differ: string[] = []
  for (const part of ['logs', 'digests'] as const) {
    const rest = new Map<string, unknown>(now[part])
    let at = 0
    for (const [uri, verdict] of saved[part]) {
      if (at++ % filesPerStep === 0) yield
      if (!isDeepStrictEqual(rest.get(uri), verdict)) differ.push(uri)
      rest.delete(uri)
    }
    differ.push(...rest.keys())
  }
  return differ
}

/**
 * The files of which other evidence was saved than is gathered now. Verdicts may be the same all the same: the ledger of
 * hours rests on it, too.
 */
export function* evidenceToldOtherwise(saved: Evidence, now: Evidence): Steps<readonly string[]> {
  const differ = new Set<string>()
  const [lines, linesNow] = [evidenceLines(saved), evidenceLines(now)]
  for (let at = 0; ; at++) {
    if (at % linesPerStep === 0) yield
    const [one, other] = [lines.next(), linesNow.next()]
    if (one.done && other.done) return [...differ]
    if (one.done || other.done) differ.add(subjectOf(one.done ? other.value : one.value))
    else if (evidenceText(one.value) !== evidenceText(other.value)) differ.add(subjectOf(one.value))
  }
}
