import type { StoredSource } from '../../src-shared/model/source.ts'
import type { UnreadKind } from '../../src-shared/model/unread.ts'
import { archiveSentences, memberSentences } from '../../src-shared/words/archives.ts'
import type { ArchiveKind } from '../files/archives/archive-kind.ts'
import { bytesInMemory, bytesOf, bytesOnDisk } from '../files/archives/bytes.ts'
import { type HeldMemoryShare, hold } from '../files/archives/held-memory.ts'
import { membersOf } from '../files/archives/list.ts'
import type { Member } from '../files/archives/member-list.ts'
import { identityOf } from '../files/identity.ts'
import type { SourceContent } from '../files/source-content.ts'
import { isCaseFile } from '../formats/case-file-archive.ts'

/** What was found of an archive. */
export interface Archive {
  /** False where its members are not read at all. */
  readonly isListed: boolean
  readonly members: readonly Member[]
  readonly notes: readonly string[]
  /** A whole sentence; null where nothing is wrong with it. */
  readonly problem: string | null
  readonly unread: UnreadKind | null
}

/** Archives within archives whose members are read: those within one archive. */
const mostDepth = 1

/** Lists what lies in an archive. One that does not lie on disk as it is stays in memory. `depth`: archives it lies in. */
export async function openArchive(
  { path, place, depth = 0 }: StoredSource & { readonly depth?: number },
  kind: ArchiveKind,
  content: SourceContent,
  held: HeldMemoryShare,
): Promise<Archive> {
  if (depth > mostDepth) return notListed(memberSentences.deeper, 'may-hold-events')
  const isOnDisk = liesOnDisk({ place }, content)
  const memory = isOnDisk ? null : hold(content.bytes, identityOf(path), held)
  if (!isOnDisk && memory === null) return notListed(memberSentences.beyondMemory(held.most), 'beyond-limits')
  const archive = memory === null ? bytesOnDisk(path) : bytesInMemory(memory)
  try {
    const { members, problem } = await membersOf(archive, kind, memory)
    const notes = [archiveSentences.members(members.length)]
    return { isListed: true, members, notes, problem, unread: problem === null ? null : 'damaged' }
  } finally {
    archive.close()
  }
}

/** As it is, neither compressed nor in an archive. */
const liesOnDisk = ({ place }: Pick<StoredSource, 'place'>, { gzip }: SourceContent): boolean =>
  place === undefined && gzip === 'plain'

/** Of a file that starts as a case file of Trailproof: whether it is one, or a draft of one, and holds nothing else. */
export async function isOwnCaseFile(source: StoredSource, content: SourceContent): Promise<boolean> {
  const archive = liesOnDisk(source, content) ? bytesOnDisk(source.path) : bytesOf(content.bytes)
  try {
    return await isCaseFile(archive)
  } finally {
    archive.close()
  }
}

const notListed = (problem: string, unread: UnreadKind): Archive => ({
  isListed: false,
  members: [],
  notes: [],
  problem,
  unread,
})
