import type { UtcMs } from '../../src-shared/base/time.ts'
import { formOfUnread, type SourceFile, type Unparsed } from '../../src-shared/model/event.ts'
import type { UnreadFile } from '../../src-shared/model/not-read.ts'
import { memberMark, type SourceRef, type StoredSource, sourceText } from '../../src-shared/model/source.ts'
import type { UnreadKind } from '../../src-shared/model/unread.ts'
import { leftOutSentence, mayHoldSentence, notReachedSentence } from '../../src-shared/words/not-read.ts'
import type { FileEntry, Snapshot } from '../columns/snapshot.ts'
import type { Member } from '../files/archives/member-list.ts'
import type { FoundFile, FoundNature } from '../files/discover.ts'
import type { FileFact } from '../integrity/evidence/file-fact.ts'
import type { ReadableFile } from '../records/reader.ts'
import { SameText } from '../runtime/same-text.ts'
import type { Steps } from '../runtime/steps.ts'
import { ConfigTally } from './config-tally.ts'
import { type FileRead, type FileToRead, manifestEnding } from './read-files.ts'
import type { PoolResult } from './read-pool.ts'

/** `bytes`: size as it lies on disk, or in its archive. */
type SizedFile = FileToRead & { readonly bytes: number }

/** What was read, file by file. Members of archives join the files that were found as their archives are read. */
export class Tally {
  /** By file number; absent until it is read. */
  readonly read: (FileRead | undefined)[]
  readonly unparsed: Unparsed[] = []
  records = 0
  inflatedBytes = 0
  byJsonParse = 0
  leftOut = 0
  private filesDone = 0
  private bytesDone = 0
  private readonly words = new SameText()
  readonly config = new ConfigTally(this.words)
  private readonly found: FoundFile[] = []
  private filesTotal = 0
  private bytesTotal = 0

  constructor(found: readonly FoundFile[]) {
    this.read = new Array(found.length)
    for (const file of found) this.expect(file)
  }

  private expect(file: FoundFile): void {
    this.found.push(file)
    if (file.nature !== 'file') return
    this.filesTotal++
    this.bytesTotal += file.bytes
  }

  /** Files from this number on that are to be read. */
  toRead(from: number): readonly SizedFile[] {
    return this.found.slice(from).flatMap(({ path, name, bytes, nature, inArchive }, k): SizedFile[] => {
      if (nature !== 'file') return []
      const file = from + k
      if (inArchive === undefined) return [{ file, path, member: null, name, bytes }]
      const { member, tree, depth, place, manifest } = inArchive
      return [{ file, path, member, name: tree, bytes, depth, place: place!, manifest }]
    })
  }

  get files(): number {
    return this.found.length
  }

  add({ files }: PoolResult): void {
    for (const read of files) {
      const found = this.found[read.file]!
      this.read[read.file] = this.slimmed(read)
      this.filesDone++
      if (read.members === null) {
        this.bytesDone += found.bytes
        this.inflatedBytes += read.inflatedBytes ?? 0
      } else this.addMembers(found, read.members)
      this.config.add(read.file, read.configItems)
      if (read.records === null) {
        if (read.encoding !== null) this.leftOut++
        continue
      }
      this.records += read.records.records
      this.byJsonParse += read.records.byJsonParse
      for (const piece of read.records.unparsed) this.unparsed.push({ path: sourceText(refOf(found)), ...piece })
    }
  }

  private addMembers(archive: FoundFile, members: readonly Member[]): void {
    const { path, name, root, inArchive } = archive
    const places = new Map(members.map((member) => [member.name, member.place]))
    // The bytes of its members count in place of its own.
    this.bytesTotal -= archive.bytes
    for (const member of members) {
      const within = inArchive === undefined ? '' : `${inArchive.member}${memberMark}`
      const tree = inArchive === undefined ? member.tree : `${inArchive.tree}/${member.tree}`
      const { bytes, nature, problem, place } = member
      const manifest = places.get(`${member.name}${manifestEnding}`) ?? null
      const depth = (inArchive?.depth ?? 0) + 1
      this.expect({
        path,
        name: `${name}${memberMark}${member.name}`,
        root,
        bytes,
        nature,
        problem,
        inArchive: { member: `${within}${member.name}`, tree, depth, place, manifest },
      })
    }
  }

  /** What came from another thread has words and lists of its own, and there may be hundreds of thousands of it. */
  private slimmed(read: FileRead): FileRead {
    const { words } = this
    const problems = read.problems.length === 0 ? none : read.problems
    const notes = read.notes.length === 0 ? none : read.notes
    const unread = read.unread === null ? null : words.of(read.unread)
    return {
      ...read,
      kind: words.of(read.kind),
      form: words.of(read.form),
      gzip: words.of(read.gzip),
      // Mostly the same text, which another thread sends twice: kept once.
      readSha256: read.readSha256 === read.sha256 ? read.sha256 : read.readSha256,
      problems,
      notes,
      // Those of all files are kept together.
      configItems: noItems,
      unread,
      members: read.members === null ? null : noMembers,
    }
  }

  /** From what the first fiftieth of the bytes holds; 0 until then. */
  get expectedRecords(): number {
    const enough = this.bytesDone > this.bytesTotal / 50
    return enough ? Math.ceil((this.records / this.bytesDone) * this.bytesTotal * 1.02) : 0
  }

  /** Every file with what it takes to read it again. */
  readable(): ReadableFile[] {
    return this.found.map((found, file) => {
      const { readSha256 = null, encoding = null } = this.read[file] ?? {}
      return { ...storedAt(found), encoding, readSha256 }
    })
  }

  /**
   * By file, 1 where its records can be told again from the snapshot when its content is met again: where all of them are
   * events, and all that is told of the file follows from what reading it without them tells. `otherwise`: files with a
   * record that spells a content otherwise than the record that the snapshot has it from.
   */
  repeatable(otherwise: ReadonlySet<number>): Uint8Array {
    return Uint8Array.from(this.found, (_, file) => {
      const read = this.read[file]
      if (read === undefined || read.records === null || read.problems.length > 0 || otherwise.has(file)) return 0
      const { unparsed, byJsonParse, fault, beside, respelled } = read.records
      const isPlain = unparsed.length === 0 && byJsonParse === 0 && fault === null && respelled.size === 0
      return isPlain && beside === null && !this.config.hasItemsOf(file) ? 1 : 0
    })
  }

  get progress() {
    const { filesDone, filesTotal, bytesDone, bytesTotal } = this
    return { filesDone, filesTotal, bytesDone, bytesTotal }
  }

  /** What people call a file. */
  nameOf(file: number): string {
    return sourceText(refOf(this.found[file]!))
  }

  /** What verdicts rest on; of files that could not be read, why. Files not reached before a cancel are left out. */
  facts(): FileFact[] {
    return this.found.flatMap((found, file): FileFact[] => {
      const { name, nature, problem } = found
      const path = sourceText(refOf(found))
      const read = this.read[file]
      if (read !== undefined) {
        const { kind, gzip, sha256, storedSha256, text, isUtf16, attributes, problems } = read
        const problem = problems[0] ?? null
        return [withTree({ path, name, kind, gzip, sha256, storedSha256, text, isUtf16, attributes, problem }, found)]
      }
      if (nature === 'file') return []
      const gzip = nature === 'empty-folder' ? 'empty' : 'unreadable'
      return [withTree({ path, name, kind: 'other', gzip, sha256: null, text: null, problem }, found)]
    })
  }

  /** The files as a snapshot names them, before any has a verdict. */
  entries(): FileEntry[] {
    return this.found.map((found, file) => {
      const { path, name, bytes, inArchive } = found
      const { kind = 'other', sha256 = null, readSha256 = null, encoding = null } = this.read[file] ?? {}
      const member = inArchive?.member ?? null
      const place = inArchive?.place ?? null
      // Hundreds of thousands of files may come here, and a spread takes ten times as long as a literal.
      const entry = {
        path,
        member,
        encoding,
        name,
        kind,
        uri: null,
        sha256,
        readSha256,
        bytes,
        verdict: null,
        status: null,
      }
      return place === null ? entry : { ...entry, place }
    })
  }

  /** Files and folders of which bytes were not read. What their records tell is not looked at. */
  unread(): UnreadFile[] {
    return this.found.flatMap((found, file) => {
      const { problem } = found
      const kind = this.unreadAt(file)
      const read = this.read[file]
      const reasons = read === undefined ? [problem ?? notReachedSentence] : problemsOf(read)
      return kind === null ? [] : [{ path: sourceText(refOf(found)), kind, reason: reasons.join(' ') }]
    })
  }

  private unreadAt(file: number): UnreadKind | null {
    const read = this.read[file]
    return read === undefined ? unreadNatures[this.found[file]!.nature] : read.unread
  }

  sources({ files, locator, copies }: Snapshot): SourceFile[] {
    const events = new Uint32Array(files.length)
    for (const file of locator.file) events[file]!++
    const duplicates = new Uint32Array(files.length)
    for (const file of copies.file) duplicates[file]!++
    return files.map((entry, file) => this.sourceOf(entry, file, events[file]!, duplicates[file]!))
  }

  /** The same of files whose records are no events yet. */
  *sourceSteps(files: readonly FileEntry[]): Steps<readonly SourceFile[]> {
    const sources: SourceFile[] = []
    for (const [file, entry] of files.entries()) {
      if (file % filesPerStep === 0) yield
      sources.push(this.sourceOf(entry, file, 0, 0))
    }
    return sources
  }

  private notesOn(file: number): readonly string[] {
    const notes = this.read[file]?.notes ?? none
    const more = this.config.notesOn(file)
    return more.length === 0 ? notes : [...notes, ...more]
  }

  private sourceOf(
    { path, member, name, kind, uri, sha256, bytes, status }: FileEntry,
    file: number,
    events: number,
    duplicates: number,
  ): SourceFile {
    const read = this.read[file]
    const { root, problem, nature } = this.found[file]!
    const records = read?.records ?? null
    const isLeftOut = read?.encoding != null && records === null
    const problems = read === undefined ? [problem ?? notReachedSentence] : problemsOf(read)
    const unread =
      this.unreadAt(file) ?? (isLeftOut ? 'left-out' : (records?.unparsed.length ?? 0) > 0 ? 'unparsed' : null)
    return {
      path,
      member,
      name,
      root,
      kind,
      form: read?.form ?? (nature === 'file' ? formOfUnread : nature.replaceAll('-', ' ')),
      uri,
      bytes,
      inflatedBytes: read?.inflatedBytes ?? null,
      sha256,
      records: records?.records ?? 0,
      events,
      duplicates,
      unparsed: records?.unparsed.length ?? 0,
      notes: this.notesOn(file),
      problems: isLeftOut ? [...problems, leftOutSentence] : problems,
      unread,
      status,
      firstEventTime: timeOrNull(records?.firstEventTime),
      lastEventTime: timeOrNull(records?.lastEventTime),
    }
  }
}

const filesPerStep = 1024
const none: readonly string[] = []
const noItems: readonly never[] = []
const noMembers: readonly Member[] = []

const refOf = ({ path, inArchive }: FoundFile): SourceRef => ({ path, member: inArchive?.member ?? null })

/** With its place in an archive where it is a file to read there. */
const storedAt = (found: FoundFile): StoredSource => {
  const place = found.inArchive?.place ?? null
  return place === null ? refOf(found) : { ...refOf(found), place }
}

/** A member of an archive has a place as if the archive were an opened folder. */
const withTree = (fact: FileFact, { path, inArchive }: FoundFile): FileFact =>
  inArchive === undefined ? fact : { ...fact, tree: { path: `${path}/${inArchive.tree}`, name: inArchive.tree } }

const unreadNatures: Readonly<Record<FoundNature, UnreadKind | null>> = {
  file: 'not-reached',
  'unreadable-folder': 'unreadable-folder',
  vanished: 'vanished',
  'symbolic-link': 'not-followed',
  'special-file': 'not-followed',
  'empty-folder': null,
  'encrypted-member': 'may-hold-events',
  'unknown-compression': 'may-hold-events',
  'beyond-limits': 'beyond-limits',
}

/** Why the members of an archive were not read is told already. */
const problemsOf = ({ problems, unread, form, members }: FileRead): readonly string[] =>
  unread === 'may-hold-events' && members === null ? [...problems, mayHoldSentence(form)] : problems

const timeOrNull = (time: number | undefined): UtcMs | null =>
  time === undefined || !Number.isFinite(time) ? null : (time as UtcMs)
