import type { ArchiveMemory } from '../../../src-shared/model/source.ts'
import type { ArchiveKind } from './archive-kind.ts'
import type { ArchiveBytes } from './bytes.ts'
import { type Member, MemberList } from './member-list.ts'

/** What lies in an archive, and what is wrong with the archive itself. */
export interface Listing {
  readonly members: readonly Member[]
  /** A whole sentence; null where nothing is. */
  readonly problem: string | null
}

/** Libraries of archives are loaded by the first archive: most cases have none, and every reader thread would load them. */
const lists = {
  zip: async () => (await import('./list-zip.ts')).listZip,
  tar: async () => (await import('./list-tar.ts')).listTar,
} as const

/** Lists the members of an archive. `memory`: where its bytes lie, if not on disk. None of its names is used as a path. */
export async function membersOf(
  archive: ArchiveBytes,
  kind: ArchiveKind,
  memory: ArchiveMemory | null,
): Promise<Listing> {
  const list = new MemberList(archive.size)
  const listInto = await lists[kind]()
  const problem = await listInto(archive, memory, list)
  return { members: list.members, problem }
}
