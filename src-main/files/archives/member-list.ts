import { printable } from '../../../src-shared/base/printable.ts'
import type { MemberPlace } from '../../../src-shared/model/source.ts'
import { memberSentences } from '../../../src-shared/words/archives.ts'
import type { FoundNature } from '../discover.ts'
import { defaultLimits, mostOf } from '../source-content.ts'

/** One thing in an archive that is no folder. */
export interface Member {
  /** Its name as people may see it, unlike any other's of the archive. */
  readonly name: string
  /**
   * The same as a path below the archive: parts with `/` between them, none of which is empty, `.` or `..`. It tells what
   * lies beside what, and is never a path on disk.
   */
  readonly tree: string
  /** How many bytes it takes in the archive. */
  readonly bytes: number
  readonly nature: FoundNature
  /** Why it is not read, a whole sentence; null for a file to read. */
  readonly problem: string | null
  /** Null unless it is a file to read. */
  readonly place: MemberPlace | null
}

/** Members of one archive. More are told, and not read. */
export const mostMembers = 1_000_000

/** The members of one archive, in the order in which it names them, within the limits of one archive. */
export class MemberList {
  readonly members: Member[] = []
  private readonly names = new Set<string>()
  private readonly most: number
  private inflated = 0

  /** `archiveBytes`: its size. All of it may inflate to as much as a file of that size, whatever its directory says. */
  constructor(archiveBytes: number) {
    this.most = mostOf(archiveBytes, { ...defaultLimits, ceiling: Number.MAX_SAFE_INTEGER })
  }

  get isFull(): boolean {
    return this.members.length >= mostMembers
  }

  /** `size`: what it inflates to. */
  addFile(name: string, place: MemberPlace, size: number): void {
    this.inflated += size
    if (this.inflated <= this.most) this.add(name, { bytes: place.bytes, nature: 'file', problem: null, place })
    else this.addUnread(name, place.bytes, 'beyond-limits', memberSentences.beyondTotal(this.most))
  }

  addUnread(name: string, bytes: number, nature: Exclude<FoundNature, 'file'>, problem: string): void {
    this.add(name, { bytes, nature, problem, place: null })
  }

  private add(name: string, member: Omit<Member, 'name' | 'tree'>): void {
    this.members.push({ name: this.unlikeOthers(printable(name)), tree: treeOf(name), ...member })
  }

  /** A name may be there many times: each is a member of its own. */
  private unlikeOthers(name: string): string {
    let unlike = name
    for (let number = 2; this.names.has(unlike); number++) unlike = `${name} #${number}`
    this.names.add(unlike)
    return unlike
  }
}

/** Zip archives of Windows may have `\` between the parts of a name. */
const treeOf = (name: string): string =>
  name
    .split(/[/\\]/)
    .filter((part) => part !== '' && part !== '.' && part !== '..')
    .join('/')
