import { type FileKind, isJudged } from '../../../src-shared/model/event.ts'
import type { IntegrityProblem } from '../../../src-shared/model/integrity.ts'
import type { TrustGiven } from '../../../src-shared/model/verification.ts'
import { readAsUtf16 } from '../../../src-shared/words/odd-files.ts'
import { type FileNameParts, parseFileName } from '../../formats/file-name.ts'
import { type Digest, parseDigest } from '../../formats/parse/digest.ts'
import { type PublicKey, parseKeys } from '../../formats/parse/key-list.ts'
import { loadForKeys } from '../../formats/parse/key-list-forms.ts'
import { parseSidecar, type SidecarEntry } from '../../formats/parse/sidecar.ts'
import { parseSignFile } from '../../formats/parse/sign-file.ts'
import { SameText } from '../../runtime/same-text.ts'
import type { Steps } from '../../runtime/steps.ts'
import { acquiredSteps } from './acquired.ts'
import type { RootKey } from './evidence.ts'
import { type FileFact, treeNameOf, treePathOf } from './file-fact.ts'
import type { SignedEvidence } from './signed.ts'
import { withTrust } from './trust.ts'

/** What the files of a case say, before it is asked where in S3 they lie. */
export interface ParsedEvidence {
  /** All files but those that are never judged, under names of their own, in the order of the facts. */
  readonly files: readonly ParsedFile[]
  readonly sidecars: readonly ParsedSidecarFile[]
  /** Paths of what lies in place of objects that were not fetched. */
  readonly placeholders: readonly string[]
  readonly keys: readonly RootKey[]
  readonly signed: SignedEvidence
  readonly problems: readonly IntegrityProblem[]
}

export interface ParsedFile {
  readonly fact: FileFact
  /** What its name tells; null where CloudTrail gives no such name. */
  readonly named: FileNameParts | null
  /** It is a digest by its content or by its name: it stands where a digest should. */
  readonly isDigest: boolean
  /** Null where it cannot be read as a digest, and for all other files. */
  readonly digest: Digest | null
}

export interface ParsedSidecarFile {
  readonly path: string
  /** Where it lies (see treePathOf). */
  readonly treePath: string
  readonly entries: readonly SidecarEntry[]
}

/** Loads what it takes to parse the texts of these files. */
export async function loadParsers(facts: readonly FileFact[]): Promise<void> {
  for (const { kind, text } of facts) if (kind === 'public-keys' && text !== null) await loadForKeys(text)
}

/** Parses every text and every file name of the case, each once. `loadParsers` is waited for first. */
export function* parseSteps(facts: readonly FileFact[], trust: TrustGiven): Steps<ParsedEvidence> {
  const problems = facts.flatMap(unreadProblem)
  const complain = (file: string, sentences: readonly string[]): void => {
    for (const sentence of sentences) problems.push({ file, sentence })
  }
  const files = yield* parseFiles(facts, complain)
  const sidecars = yield* parseSidecars(facts, complain)
  problems.push(...(yield* acquiredSteps(facts)))
  const keys = withTrust(parseKeyLists(facts, complain), trust)
  const placeholders = facts.flatMap((fact) => (fact.kind === 'placeholder' ? [treePathOf(fact)] : []))
  return { files, sidecars, placeholders, keys, signed: parseSigned(facts), problems }
}

type Complain = (file: string, sentences: readonly string[]) => void

/** A verdict tells of a damaged file. A file that was not read at all is told as a problem. */
function unreadProblem({ path, gzip, problem }: FileFact): IntegrityProblem[] {
  if (gzip !== 'unreadable' && gzip !== 'too-large' && gzip !== 'ratio-too-high') return []
  return [{ file: path, sentence: problem ?? 'It could not be read.', isUnread: true }]
}

function* parseFiles(facts: readonly FileFact[], complain: Complain): Steps<readonly ParsedFile[]> {
  const texts = new SameText()
  // Most hashes that digests state are hashes of files in the case: they share one string.
  for (const { sha256 } of facts) if (sha256 !== null) texts.of(sha256)
  const keep = (text: string): string => texts.of(text)
  const files: ParsedFile[] = []
  for (const fact of facts) {
    yield
    // The object itself is missing: see in-the-way.ts.
    if (fact.kind === 'placeholder') continue
    const named = parseFileName(treeNameOf(fact), keep)
    const isDigest = isDigestKind(fact.kind) || (named !== null && isDigestKind(named.kind))
    if (named === null && !isJudged(fact.kind)) continue
    files.push({ fact, named, isDigest, digest: isDigest ? readDigest(fact, texts, complain) : null })
  }
  return files
}

const isDigestKind = (kind: FileKind): boolean => kind === 'digest' || kind === 'backfill-digest'

function readDigest({ path, sha256, text }: FileFact, texts: SameText, complain: Complain): Digest | null {
  // Only a part of a damaged file can be inflated, and nothing in that part can be proven.
  if (sha256 === null || text === null) return null
  const { digest, problems } = parseDigest(text, texts)
  complain(path, problems)
  return digest
}

function* parseSidecars(facts: readonly FileFact[], complain: Complain): Steps<ParsedSidecarFile[]> {
  const files: ParsedSidecarFile[] = []
  for (const fact of facts) {
    const { path, kind, text } = fact
    if (kind !== 'sidecar' || text === null) continue
    yield
    const { entries, problems } = parseSidecar(text)
    complain(path, problems)
    files.push({ path, treePath: treePathOf(fact), entries })
  }
  return files
}

function parseSigned(facts: readonly FileFact[]): SignedEvidence {
  return {
    signFiles: facts.flatMap(({ path, kind, text }) =>
      kind === 'result-signature' && text !== null ? [{ path, signFile: parseSignFile(text) }] : [],
    ),
    stored: facts.flatMap(({ path, storedSha256 }) => (storedSha256 == null ? [] : [{ path, storedSha256 }])),
  }
}

function parseKeyLists(facts: readonly FileFact[], complain: Complain): PublicKey[] {
  return facts.flatMap(({ path, kind, text, isUtf16 }) => {
    if (kind !== 'public-keys' || text === null) return []
    if (isUtf16) complain(path, [readAsUtf16])
    const { keys, problems } = parseKeys(text, path)
    complain(path, problems)
    return keys
  })
}
