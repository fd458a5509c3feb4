import { expect, test } from 'vitest'
import { notReadOf, type UnreadFile } from '../../../src-shared/model/not-read.ts'
import { unreadKinds } from '../../../src-shared/model/unread.ts'
import {
  findingsLack,
  largePartSentence,
  notReadLine,
  notReadMark,
  notReadSentence,
  unparsedSentence,
  unreadFiles,
} from '../../../src-shared/words/not-read.ts'

const file = (kind: UnreadFile['kind'], path = `/evidence/${kind}`): UnreadFile => ({ path, kind, reason: 'A reason.' })
const nothing = notReadOf([], [], 0)
const record = { path: '/evidence/a.json', index: 2, offset: 10, length: 4, reason: 'It is null.' }

test('where everything was read, nothing is said', () => {
  expect(notReadSentence(nothing)).toBeNull()
  expect(notReadLine(nothing, 'See info.')).toBeNull()
  expect(notReadMark(nothing)).toBeNull()
  expect(largePartSentence(nothing, 10)).toBeNull()
  expect(findingsLack(nothing)).toBeNull()
})

test.each(unreadKinds)('%s has its sentence, for one and for many', (kind) => {
  expect(notReadSentence(notReadOf([file(kind)], [], 0))).toMatch(/^Not read, or not read whole: 1 .{10,}\.$/)
  expect(notReadSentence(notReadOf([file(kind), file(kind, '/evidence/other')], [], 0))).toMatch(/: 2 .{10,}\.$/)
})

test('the gravest stands first, by count and by name, and no file counts twice', () => {
  const all = notReadOf(
    [...unreadKinds].reverse().map((kind) => file(kind)),
    [record],
    1,
  )
  expect(all.first.map(({ kind }) => kind)).toEqual(unreadKinds)
  expect(notReadLine(all, 'See info.')).toMatch(
    /^Not read, or not read whole: 1 folder could not be opened; .*1 record is unparsed; 1 event has no readable time\. The first: \/evidence\/unreadable-folder: A reason\. See info\.$/,
  )
  expect(unreadFiles(all)).toBe(unreadKinds.length - 2)
})

test('a place in a file is told as people count records and as tools count bytes', () => {
  expect(unparsedSentence(record)).toBe(
    'Record 3 of the file, bytes 10 to 13 (uncompressed), is no CloudTrail event: It is null.',
  )
})

test('a folder that could not be opened is a large part of any case, a tenth of the files is, one in a hundred is not', () => {
  expect(largePartSentence(notReadOf([file('unreadable-folder')], [], 0), 100_000)).toMatch(
    /^A large part was not read/,
  )
  expect(largePartSentence(notReadOf([file('damaged')], [], 0), 10)).toMatch(/1 file is damaged/)
  expect(largePartSentence(notReadOf([file('damaged')], [], 0), 100)).toBeNull()
  expect(largePartSentence(notReadOf([file('not-followed'), file('own-export')], [], 0), 2)).toBeNull()
})

test('unparsed records and links lessen no file, and are marked or told all the same', () => {
  expect(notReadMark(notReadOf([], [record], 0))).toBe('1 record unparsed')
  expect(notReadMark(notReadOf([file('not-followed')], [], 0))).toBeNull()
  expect(notReadMark(notReadOf([file('damaged')], [record], 0))).toBe('1 file not read whole')
})
