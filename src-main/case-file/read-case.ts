import type { z } from 'zod'
import { caseFileMembers } from '../../src-shared/model/case-file.ts'
import type { SourceFile, Unparsed } from '../../src-shared/model/event.ts'
import type { ArchiveMemory } from '../../src-shared/model/source.ts'
import type { TrustGiven } from '../../src-shared/model/verification.ts'
import { configItemsInOrder, type PlacedConfigItem } from '../columns/config-items.ts'
import type { Cells } from '../columns/gather.ts'
import { sharedArray } from '../columns/shared-array.ts'
import type { Events, FileEntry } from '../columns/snapshot.ts'
import { BadArrays, eventsFromStored } from '../columns/stored/events-from-stored.ts'
import { cellTypes, expectedArrays, type StoredForm } from '../columns/stored/stored-events.ts'
import type { ReadCase } from '../ingest/ingest.ts'
import type { Evidence } from '../integrity/evidence/evidence.ts'
import { countedAnew } from '../integrity/evidence/judge-files.ts'
import { inTurns } from '../runtime/in-turns.ts'
import { BadContainer, type Container } from './container.ts'
import {
  caseForm, columnsForm, configItemForm, type EvidenceLine, evidenceForm, type Manifest, type SavedSource, sourceForm,
  unparsedForm,
} from './forms.ts' // biome-ignore format: a list
import type { MemberStated } from './members.ts'
import type { Relocate } from './relocate.ts'

/** What a case file holds of what was read, and of what its verdicts rest on. */
export interface SavedCase {
  readonly title: string
  readonly trust: TrustGiven
  readonly read: ReadCase
  readonly evidence: Evidence
}

export interface ReadOptions {
  readonly signal: AbortSignal
  /** How many bytes of memory there are for what the file holds. */
  readonly room: number
  readonly onProgress: (bytesDone: number, bytesTotal: number, events: number) => void
}

/** What it takes to find the sources. */
export interface Listing {
  readonly about: z.infer<typeof caseForm>
  readonly sources: readonly SavedSource[]
}

export async function readListing(container: Container, manifest: Manifest): Promise<Listing> {
  const about = onlyOne(
    await lines(container, memberOf(manifest, caseFileMembers.case), caseForm),
    caseFileMembers.case,
  )
  if (about.beside.length !== about.paths.length) throw new BadContainer('states two numbers of folders.')
  return { about, sources: await lines(container, memberOf(manifest, caseFileMembers.sources), sourceForm) }
}

/** Reads what was read. Throws `BadContainer` where it is not what Trailproof writes. */
export async function readSaved(
  container: Container,
  manifest: Manifest,
  { about, sources: saved }: Listing,
  relocate: Relocate,
  { signal, room, onProgress }: ReadOptions,
): Promise<SavedCase> {
  const start = performance.now()
  const bytesTotal = manifest.members.reduce((sum, { bytes }) => sum + bytes, 0)
  if (bytesTotal > room) throw new BadContainer(tooLargeFor(bytesTotal, room))
  const read = <T>(name: string, form: z.ZodType<T>) => lines(container, memberOf(manifest, name), form)
  const form = onlyOne(await read(caseFileMembers.columns, columnsForm), caseFileMembers.columns)
  signal.throwIfAborted()
  if (form.events !== about.counts.events) throw new BadContainer('states two numbers of events.')

  const expected = statedArrays(manifest, form)
  const arrays = new Map<string, Cells>()
  let bytesDone = 0
  const readArray = async ({ member, name, cells }: (typeof expected)[number]): Promise<void> => {
    const bytes = new Uint8Array(cells.buffer)
    let at = 0
    for await (const piece of container.bytes(member)) {
      signal.throwIfAborted()
      bytes.set(piece, at)
      at += piece.length
      bytesDone += piece.length
      onProgress(bytesDone, bytesTotal, form.events)
    }
    arrays.set(name, cells)
  }
  await sideBySide(expected, readArray)
  const files = saved.map((source) => fileEntry(source, relocate))
  const events = await eventsOf(form, arrays, files, signal)

  const unparsed = (await read(caseFileMembers.unparsed, unparsedForm)).map(
    (record): Unparsed => ({ ...record, path: relocate(record.path) }),
  )
  const items = (await read(caseFileMembers.config, configItemForm)).map(
    (item): PlacedConfigItem => ({ ...item, captureTime: item.captureTime ?? Number.NaN }),
  )
  if (items.some(({ file }) => file >= files.length)) throw new BadContainer('has configuration items of no source.')
  const evidence = evidenceOf(await read(caseFileMembers.evidence, evidenceForm), relocate)
  const snapshot = { ...events, files, ...(items.length === 0 ? {} : { config: configItemsInOrder(items) }) }
  const { counts, byJsonParse, leftOut, keyPaths, paths, acceptsEvidence, title } = about
  if (counts.records !== counts.events + counts.duplicates + counts.unparsed || counts.unparsed !== unparsed.length)
    throw new BadContainer('has counts that do not balance.')
  return {
    title,
    trust: { paths: paths.map(relocate), keyPaths: keyPaths.map(relocate), acceptsEvidence },
    read: {
      // Nothing is known of when the files were changed, here: each is held against its hash.
      begunAt: 0,
      snapshot,
      sources: countedAnew(
        saved.map((source) => sourceFile(source, relocate)),
        snapshot,
      ),
      unparsed,
      counts,
      byJsonParse,
      leftOut,
      repeatable: new Uint8Array(files.length),
      timings: { read: Math.round(performance.now() - start) },
    },
    evidence,
  }
}

function tooLargeFor(bytes: number, room: number): string {
  const mib = (size: number) => `${Math.ceil(size / (1 << 20)).toLocaleString('en')} MiB`
  return `holds ${mib(bytes)}, and there is memory for ${mib(room)}.`
}

function memberOf({ members }: Manifest, name: string): MemberStated {
  const member = members.find((one) => one.name === name)
  if (member === undefined) throw new BadContainer(`has no member ${name}.`)
  return member
}

/** The arrays that must be there, of the lengths that follow from the form, with memory for each. */
function statedArrays(manifest: Manifest, form: StoredForm) {
  const members = new Map(manifest.members.map((member) => [member.name, member]))
  return expectedArrays(form).map(({ name, types, length }) => {
    const member = members.get(name)
    const type = types.find((one) => one === member?.cells)
    if (member === undefined || type === undefined)
      throw new BadContainer(
        `has no ${name}: it was written by a version that reads other columns. Open the sources anew.`,
      )
    const cellBytes = cellTypes[type].BYTES_PER_ELEMENT
    if (length === null ? member.bytes % cellBytes !== 0 : member.bytes !== length * cellBytes)
      throw new BadContainer(`has ${name} in another length than its counts tell.`)
    return { name, member, cells: sharedArray<Cells>(cellTypes[type], member.bytes / cellBytes) }
  })
}

/** Inflating runs in the threads of zlib: two of them at a time keep the disk and a core busy. */
async function sideBySide<T>(all: readonly T[], work: (one: T) => Promise<void>): Promise<void> {
  const waiting = [...all]
  const next = async () => {
    for (let one = waiting.shift(); one !== undefined; one = waiting.shift()) await work(one)
  }
  await Promise.all([next(), next(), next()])
}

async function eventsOf(
  form: StoredForm,
  arrays: ReadonlyMap<string, Cells>,
  files: readonly FileEntry[],
  signal: AbortSignal,
): Promise<Events> {
  try {
    const hasRecords = (file: number) => (files[file]?.encoding ?? null) !== null
    return await inTurns(eventsFromStored(form, arrays, hasRecords), signal)
  } catch (error) {
    if (error instanceof BadArrays) throw new BadContainer(`was altered: ${error.message}.`)
    throw error
  }
}

function onlyOne<T>(all: readonly T[], name: string): T {
  if (all.length !== 1) throw new BadContainer(`has ${all.length} lines in ${name} in place of one.`)
  return all[0]!
}

/** Longer than any line that is written. */
const longestLine = 64 << 20

async function lines<T>(container: Container, member: MemberStated, form: z.ZodType<T>): Promise<T[]> {
  const values: T[] = []
  let rest: Buffer = Buffer.alloc(0)
  for await (const piece of container.bytes(member)) {
    const text = rest.length === 0 ? piece : Buffer.concat([rest, piece])
    let from = 0
    for (let end = text.indexOf(0x0a); end !== -1; end = text.indexOf(0x0a, from)) {
      values.push(lineOf(text.toString('utf8', from, end), member.name, form))
      from = end + 1
    }
    rest = text.subarray(from)
    if (rest.length > longestLine) throw new BadContainer(`has a line in ${member.name} that is too long.`)
  }
  if (rest.length > 0) throw new BadContainer(`has ${member.name} without its last line end.`)
  return values
}

function lineOf<T>(text: string, name: string, form: z.ZodType<T>): T {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new BadContainer(`has a line in ${name} that is no JSON.`)
  }
  const read = form.safeParse(value)
  if (read.success) return read.data
  const [issue] = read.error.issues
  throw new BadContainer(`has a line in ${name} of another form: ${issue?.path.join('.')}: ${issue?.message}.`)
}

/** Of members of archives that are compressed as a whole: their bytes are told once the archive is read again. */
const notReadAgain: ArchiveMemory = { bytes: new SharedArrayBuffer(0), identity: 'not read again' }

function fileEntry(source: SavedSource, relocate: Relocate): FileEntry {
  const { member, name, kind, encoding, sha256, readSha256, bytes, place, isInMemory } = source
  const entry = { path: relocate(source.path), member, name, kind, encoding, sha256, readSha256, bytes, uri: null, verdict: null, status: null } // biome-ignore format: a record
  if (place !== undefined) return { ...entry, place: { ...place, memory: null } }
  if (isInMemory) return { ...entry, place: { memory: notReadAgain, offset: 0, bytes: 0, zip: null } }
  // A member that could not be read has no place, and no records either.
  return entry
}

function sourceFile(source: SavedSource, relocate: Relocate): SourceFile {
  const { place: _, isInMemory: __, encoding: ___, readSha256: ____, path, root, ...kept } = source
  return { ...kept, path: relocate(path), root: relocate(root), uri: null, status: null, events: 0, duplicates: 0 }
}

function evidenceOf(all: readonly EvidenceLine[], relocate: Relocate): Evidence {
  const evidence = {
    logs: [] as Evidence['logs'][number][],
    digests: [] as Evidence['digests'][number][],
    keys: [] as Evidence['keys'][number][],
    inTheWay: new Map<string, 'folder' | 'other-log-file' | 'placeholder'>(),
    signed: {
      signFiles: [] as Evidence['signed']['signFiles'][number][],
      stored: [] as Evidence['signed']['stored'][number][],
    },
    problems: [] as Evidence['problems'][number][],
  }
  const placed = <T extends { readonly path: string }>(file: T): T => ({ ...file, path: relocate(file.path) })
  for (const line of all) {
    if ('log' in line) evidence.logs.push(placed(line.log))
    else if ('digest' in line)
      evidence.digests.push({ ...placed(line.digest), sidecars: line.digest.sidecars.map(placed) })
    else if ('key' in line) evidence.keys.push({ ...line.key, source: relocate(line.key.source) })
    else if ('inTheWay' in line) evidence.inTheWay.set(...line.inTheWay)
    else if ('signFile' in line) evidence.signed.signFiles.push(placed(line.signFile))
    else if ('stored' in line) evidence.signed.stored.push(placed(line.stored))
    else {
      const { file, gone, ...problem } = line.problem
      const moved = { ...problem, file: relocate(file) }
      evidence.problems.push((gone === undefined ? moved : { ...moved, gone: gone.map(relocate) }) as never)
    }
  }
  return evidence
}
