import { createHash } from 'node:crypto'
import { caseFileMembers, caseFileType, keysOfMembers } from '../../src-shared/model/case-file.ts'
import { archiveSentences } from '../../src-shared/words/archives.ts'
import { storedArrayNames } from '../columns/stored/stored-events.ts'
import { archiveKind } from '../files/archives/archive-kind.ts'
import type { ArchiveBytes } from '../files/archives/bytes.ts'
import { membersOf } from '../files/archives/list.ts'
import { namesInHeaders } from '../files/archives/list-cut-zip.ts'
import { memberBytes, memberContent } from '../files/archives/member.ts'
import type { Member } from '../files/archives/member-list.ts'
import { defaultLimits } from '../files/source-content.ts'
import { holdsARecord, namesFields } from './may-hold-events.ts'
import { startsAsParquet } from './parquet/magic.ts'
import { formatOf } from './registry.ts'
import { unknownForm } from './unrelated.ts'

/** The names that members of a case file have. */
const names: ReadonlySet<string> = new Set([caseFileType.name, ...Object.values(caseFileMembers), ...storedArrayNames])

/**
 * Whether an archive that starts as a case file is one, and holds nothing else. Anybody can write its first bytes before
 * log files, and give these the names of its members: each must be as the manifest states it, and hold what a member of
 * that name does. A draft that was cut off has no directory and no manifest: whatever looks like a member tells then.
 */
export async function isCaseFile(archive: ArchiveBytes): Promise<boolean> {
  const { members, problem } = await membersOf(archive, 'zip', null)
  if (problem === null) return isWhole(archive, members)
  if (problem !== archiveSentences.withoutDirectory || !areNamesOfCaseFile(namesInHeaders(archive))) return false
  return members.every(({ name, place }) => {
    if (place === null) return false
    const { gzip, bytes } = memberContent(archive, place, defaultLimits, null)
    // Nothing lies in it: arrays may be empty, and of the last member there may be a part of its name alone.
    if (bytes.length === 0) return gzip === 'empty' || gzip === 'truncated'
    return (gzip === 'plain' || gzip === 'truncated') && names.has(name) && isContentOf(name, bytes, gzip === 'plain')
  })
}

function isWhole(archive: ArchiveBytes, members: readonly Member[]): boolean {
  if (!members.every(({ name }) => names.has(name))) return false
  const contentOf = ({ place }: Member) => (place === null ? null : memberBytes(archive, place))
  const manifest = members.find(({ name }) => name === caseFileMembers.manifest)
  const written = manifest === undefined ? null : contentOf(manifest)
  const stated = written === null ? null : statedIn(written)
  if (stated === null || stated.size !== members.length - 1) return false
  return members.every((member) => {
    const bytes = member === manifest ? written : contentOf(member)
    if (bytes === null || !isContentOf(member.name, bytes, true)) return false
    return member === manifest || isAsStated(bytes, stated.get(member.name))
  })
}

interface Stated {
  readonly bytes: unknown
  readonly sha256: unknown
}

/** By name, what the manifest states of the other members; null where it is no such manifest. */
function statedIn(manifest: Buffer): ReadonlyMap<unknown, Stated> | null {
  const value = parsed(manifest.toString())
  if (!isObject(value) || !Array.isArray(value.members) || !value.members.every(isObject)) return null
  const stated = new Map(value.members.map(({ name, bytes, sha256 }) => [name, { bytes, sha256 }]))
  return stated.size === value.members.length ? stated : null
}

const isAsStated = (bytes: Buffer, stated: Stated | undefined): boolean =>
  bytes.length === stated?.bytes && createHash('sha256').update(bytes).digest('hex') === stated.sha256

/** More headers than a draft has, with those that its data look like by chance. */
const mostHeaders = 10_000

function areNamesOfCaseFile(found: Iterable<string>): boolean {
  let headers = 0
  for (const name of found) if (!names.has(name) || ++headers > mostHeaders) return false
  return true
}

/**
 * Whether bytes are what a member of that name holds, and nothing that would be evidence in a file of its own. `isWhole`:
 * false where they may end in the midst of a line.
 */
function isContentOf(name: string, bytes: Buffer, isWhole: boolean): boolean {
  if (name === caseFileType.name) return bytes.toString('latin1') === caseFileType.text
  const keys = keysOfMembers.get(name)
  if (keys !== undefined) return !holdsARecord(bytes) && areLines(bytes, keys, isWhole)
  if (!hasNoForm(bytes)) return false
  const isLines = name === caseFileMembers.work || name === caseFileMembers.log
  // Keys are those of the analyst's work and of the examiner log: any.
  return isLines ? !holdsARecord(bytes) && areLines(bytes, null, isWhole) : !namesFields(bytes)
}

/** Whether bytes are no evidence of any form. Cells of arrays look like anything that is encrypted or compressed. */
function hasNoForm(bytes: Buffer): boolean {
  if (archiveKind(bytes) !== null || startsAsParquet(bytes) || isGzip(bytes)) return false
  const { kind, records, mayHoldEvents, form } = formatOf(bytes, '')
  return kind === 'other' && records === null && (mayHoldEvents !== true || form === unknownForm)
}

const isGzip = (bytes: Buffer): boolean => bytes.toString('latin1', 0, 3) === '\x1f\x8b\x08'

/** Whether each line is an object of these keys; of any where there are none. */
function areLines(bytes: Buffer, keys: ReadonlySet<string> | null, isWhole: boolean): boolean {
  for (let from = 0; from < bytes.length; ) {
    const lineEnd = bytes.indexOf(0x0a, from)
    if (lineEnd === -1 && !isWhole) return true
    const end = lineEnd === -1 ? bytes.length : lineEnd
    const value = parsed(bytes.toString('utf8', from, end))
    if (!isObject(value)) return false
    if (keys !== null && !Object.keys(value).every((key) => keys.has(key))) return false
    from = end + 1
  }
  return true
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
