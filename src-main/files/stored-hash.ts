import { createHash } from 'node:crypto'
import type { MemberPlace, StoredSource } from '../../src-shared/model/source.ts'
import { type ArchiveBytes, bytesInMemory, bytesOnDisk } from './archives/bytes.ts'
import { memberBytes } from './archives/member.ts'

const pieceBytes = 1 << 20

/** SHA-256 of a file as it is stored, compressed or not, lower-case hex; null where it cannot be read. */
export function storedSha256({ path, place }: StoredSource): string | null {
  let stored: ArchiveBytes | null = null
  try {
    stored = place?.memory == null ? bytesOnDisk(path) : bytesInMemory(place.memory)
    return place === undefined ? hashOfAll(stored) : hashOfMember(stored, place)
  } catch {
    return null
  } finally {
    stored?.close()
  }
}

function hashOfAll(stored: ArchiveBytes): string {
  const hash = createHash('sha256')
  for (let at = 0; at < stored.size; at += pieceBytes) hash.update(stored.read(at, pieceBytes))
  return hash.digest('hex')
}

/** As the file would be that the member was unpacked to. */
function hashOfMember(archive: ArchiveBytes, place: MemberPlace): string | null {
  const bytes = memberBytes(archive, place)
  return bytes === null ? null : createHash('sha256').update(bytes).digest('hex')
}
