import type { IntegrityProblem } from '../../../src-shared/model/integrity.ts'
import { acquisitionWords } from '../../../src-shared/words/acquisition.ts'
import { isUnfinished, type ManifestLine } from '../../formats/acquisition.ts'
import { parseFileName } from '../../formats/file-name.ts'
import type { Steps } from '../../runtime/steps.ts'
import { wasRead } from './evidence.ts'
import type { FileFact } from './file-fact.ts'

/** Compares the files below the folder of each acquisition with what its manifest says was fetched. */
export function* acquiredSteps(facts: readonly FileFact[]): Steps<IntegrityProblem[]> {
  const problems: IntegrityProblem[] = []
  for (const { path, kind, text } of facts)
    if (kind === 'acquisition' && text !== null) problems.push(...(yield* compare(path, text, facts)))
  return problems
}

function* compare(manifest: string, text: string, facts: readonly FileFact[]): Steps<IntegrityProblem[]> {
  const stated = yield* statedIn(text)
  const folder = manifest.replace(/[\\/][^\\/]*$/, '')
  const problems: IntegrityProblem[] = []
  const unnamed: string[] = []
  const seen = new Set<string>()
  const contents = new Set<string>()
  for (const fact of facts) {
    yield
    const { path, sha256 } = fact
    if (path === manifest) continue
    if (sha256 !== null) contents.add(sha256)
    if (!isBelow(path, folder)) continue
    const name = path.slice(folder.length + 1).replaceAll('\\', '/')
    const hash = stated.get(name)
    seen.add(name)
    if (hash === undefined && !isUnfinished(name)) unnamed.push(name)
    // Of a file that was not read, nothing is known.
    else if (hash !== undefined && hash !== null && hash !== sha256 && wasRead(fact))
      problems.push({ file: path, sentence: acquisitionWords.differs(manifest), isNotAsFetched: true })
  }
  const missing = [...stated].filter(([name]) => !seen.has(name))
  const moved = missing.flatMap(([name, hash]) => (hash !== null && contents.has(hash) ? [name] : []))
  const lost = missing.flatMap(([name, hash]) => (hash !== null && contents.has(hash) ? [] : [name]))
  const gone = lost.filter(isEvidence).map((name) => `${folder}/${name}`)
  if (lost.length > 0)
    problems.push({
      file: manifest,
      sentence: acquisitionWords.missing(lost.length, lost[0]!),
      ...(gone.length === 0 ? {} : { gone }),
    })
  const tell = (names: readonly string[], sentence: (files: number, first: string) => string) =>
    names.length > 0 && problems.push({ file: manifest, sentence: sentence(names.length, names[0]!) })
  tell(moved, acquisitionWords.moved)
  tell(unnamed, acquisitionWords.unnamed)
  return problems
}

/**
 * Digests and log files: whoever took one away took evidence. Without its metadata a digest may be proven by the next one,
 * and key lists are held elsewhere: these are told, and no doubt.
 */
const isEvidence = (name: string): boolean => parseFileName(name) !== null

const isBelow = (path: string, folder: string): boolean =>
  path.startsWith(folder) && /[\\/]/.test(path[folder.length] ?? '')

/** By the name below the folder, the hash that the file's content has; null where it does not inflate whole. */
function* statedIn(text: string): Steps<ReadonlyMap<string, string | null>> {
  const stated = new Map<string, string | null>()
  for (const line of linesOf(text)) {
    yield
    if (line.type === 'keys') stated.set(line.file, line.sha256)
    if (line.type !== 'object') continue
    stated.set(line.file, line.contentSha256)
    if (line.metadataSha256 !== null) stated.set(`${line.file}.metadata.json`, line.metadataSha256)
  }
  return stated
}

/** What is no line was told when its chain was checked. */
function* linesOf(text: string): Generator<ManifestLine> {
  for (const line of text.split('\n')) {
    try {
      yield JSON.parse(line) as ManifestLine
    } catch {}
  }
}
