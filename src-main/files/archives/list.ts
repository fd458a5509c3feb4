import type { ArchiveMemory } from '../../../src-shared/model/source.ts'
import type { ArchiveKind } from './archive-kind.ts'
import type { ArchiveBytes } from './bytes.ts'
import { listTar } from './list-tar.ts'
import { listZip } from './list-zip.ts'
import { type Member, MemberList } from './member-list.ts'

/** What lies in an archive, and what is wrong with the archive itself. */
export interface Listing {
  readonly members: readonly Member[]
  /** A whole sentence; null where nothing is. */
  readonly problem: string | null
}

const lists = { zip: listZip, tar: listTar } as const

/** Lists the members of an archive. `memory`: where its bytes lie, if not on disk. None of its names is used as a path. */
export async function membersOf(
  archive: ArchiveBytes,
  kind: ArchiveKind,
  memory: ArchiveMemory | null,
): Promise<Listing> {
  const list = new MemberList(archive.size)
  const problem = await lists[kind](archive, memory, list)
  return { members: list.members, problem }
}
