import { type Extract, extract, type Header as TarHeader } from 'tar-stream'
import { printable } from '../../../src-shared/base/printable.ts'
import type { ArchiveMemory } from '../../../src-shared/model/source.ts'
import { archiveSentences, memberSentences } from '../../../src-shared/words/archives.ts'
import type { ArchiveBytes } from './bytes.ts'
import { type MemberList, mostMembers } from './member-list.ts'

/** `byteOffset`, where the member's bytes begin, is not in the type definitions. */
type Header = TarHeader & { readonly byteOffset: number }

const pieceBytes = 1 << 20

/** Gives what is wrong with the archive, a whole sentence; null where nothing is. */
export async function listTar(
  archive: ArchiveBytes,
  memory: ArchiveMemory | null,
  list: MemberList,
): Promise<string | null> {
  try {
    for await (const header of headersOf(archive)) {
      if (list.isFull) return archiveSentences.tooManyMembers(mostMembers)
      addHeader(header, memory, list)
    }
    return null
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return archiveSentences.tarDamaged(list.members.length, reason)
  }
}

/** The headers of the members. All bytes are gone through, since that is how the library finds the next one. */
async function* headersOf(archive: ArchiveBytes): AsyncGenerator<Header> {
  const tar = extract()
  const found: Header[] = []
  tar.on('entry', (header, member, next) => {
    found.push(header as Header)
    // It fails as the archive does, which says so.
    member.on('error', () => {})
    member.resume()
    next()
  })
  const ended = new Promise<Error | null>((resolve) => {
    tar.on('error', resolve)
    tar.on('finish', () => resolve(null))
  })
  for (let at = 0; at < archive.size && !tar.destroyed; at += pieceBytes) {
    const isTaken = tar.write(archive.read(at, pieceBytes))
    if (!isTaken) await Promise.race([ended, once(tar, 'drain')])
    yield* found.splice(0)
  }
  tar.end(null)
  const failure = await ended
  yield* found
  if (failure !== null) throw failure
}

const once = (tar: Extract, event: 'drain') => new Promise<void>((resolve) => tar.once(event, resolve))

function addHeader({ name, type, size, byteOffset, linkname }: Header, memory: ArchiveMemory | null, list: MemberList) {
  switch (type) {
    case 'directory':
      return
    case 'file':
    case 'contiguous-file':
      return list.addFile(name, { memory, offset: byteOffset, bytes: size, zip: null }, size)
    case 'link':
    case 'symlink':
      return list.addUnread(name, 0, 'symbolic-link', memberSentences.link(printable(linkname ?? '')))
    default:
      return list.addUnread(name, size, 'special-file', memberSentences.special)
  }
}
