import { caseFileStart } from '../../src-shared/model/case-file.ts'
import type { Format } from './format.ts'
import type { Head } from './head.ts'

/** A case file, or the draft of one. No head tells: see case-file-archive.ts. */
export const ownCaseFile: Format = setAside('Trailproof case file', () => false)

/** What lies beside a case file while it is written (case-file/README.md). */
export const besideCaseFiles: readonly Format[] = [
  setAside('journal of a Trailproof case file', ({ type, bytes }) => type === 'bytes' && isJournal(bytes)),
  setAside('lock of a Trailproof case file', (head, name) => name.endsWith('-lock') && isLock(head)),
]

/**
 * All of them hold copies of events and the analyst's work: they are no evidence, and a case file is no archive of
 * evidence.
 */
export const ownCaseFiles: readonly Format[] = [ownCaseFile, ...besideCaseFiles]

export const startsAsCaseFile = (bytes: Buffer): boolean =>
  bytes.toString('latin1', 0, 4) === 'PK\x03\x04' &&
  bytes.toString('latin1', caseFileStart.at, caseFileStart.at + caseFileStart.text.length) === caseFileStart.text

/** CRC-32 in hex, space, JSON. */
const isJournal = (bytes: Buffer): boolean =>
  /^[\da-f]{8} \{"journal":\d+,"caseFile":"/.test(bytes.toString('latin1', 0, 64))

const lockKeys = ['pid', 'host', 'since', 'token']
const isLock = (head: Head): boolean =>
  head.type === 'object' &&
  head.within === 'sequence' &&
  head.object.keys.size === lockKeys.length &&
  lockKeys.every((key) => head.object.keys.has(key))

function setAside(form: string, recognises: Format['recognises']): Format {
  return { kind: 'other', form, recognises, records: null, mayHoldEvents: false }
}
