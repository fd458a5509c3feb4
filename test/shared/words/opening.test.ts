import { expect, test } from 'vitest'
import {
  type Addition,
  additionWords,
  nothingAmong,
  nothingNew,
  nothingToVerify,
  partialReasons,
} from '../../../src-shared/words/opening.ts'

test('a case is partial because opening was cancelled or memory was too small, and says which', () => {
  const left = { leftOut: 1, events: 1_234_567 }
  expect(partialReasons.cancelled({ files: 3, filesRead: 1 })).toMatch(
    /^Opening was cancelled after 1 of 3 files; nothing was verified/,
  )
  expect(partialReasons.judged(left)).toMatch(
    /^There is memory for 1,234,567 events: those of 1 log file were left out.* All files were hashed and judged\./,
  )
  expect(partialReasons.beingJudged(left)).toMatch(/ All files were hashed\. /)
  expect(partialReasons.judged({ ...left, leftOut: 0 })).toBeNull()
  expect(partialReasons.beingJudged({ ...left, leftOut: 0 })).toBeNull()
})

test('what was found instead of evidence is named', () => {
  expect(nothingAmong(['/a', '/b'], [])).toContain('There are no files under /a, /b.')
  expect(nothingAmong(['/a'], ['CSV text'])).toContain('The only file under /a is no CloudTrail log')
  expect(nothingAmong(['/a'], ['CSV text', 'CSV text', 'text'])).toMatch(
    /^None of the 3 files under \/a is a CloudTrail log, digest or key list\. Found: CSV text \(2\), text \(1\)\.$/,
  )
  expect(nothingAmong(['/a'], ['EventBridge event', 'zip archive'], 2)).toMatch(
    /Found: EventBridge event \(1\), zip archive \(1\)\. 2 files may hold CloudTrail events in a form that is not read/,
  )
  expect(nothingToVerify(['/a'], 2, 1)).toBe(
    'There is no CloudTrail log file and no digest among 2 files under /a. 1 file may hold CloudTrail events in a form that is not read, such as an archive.',
  )
})

test.each([
  [0, 'There are no files under /a. Nothing was added.'],
  [1, 'The file under /a is in the case already. Nothing was added.'],
  [1200, 'All 1,200 files under /a are in the case already. Nothing was added.'],
])('nothing is added where %i files are known and none is new', (known, sentence) => {
  expect(nothingNew(known, ['/a'])).toBe(sentence)
})

test('an addition tells every file that came, was there, changed or is gone', () => {
  const plain: Addition = { added: 1, known: 0, changed: 0, gone: 0, records: 9, events: 8, duplicates: 1 }
  expect(additionWords(plain)).toBe('1 file added: 9 more records, 8 more events, 1 more duplicate.')
  expect(additionWords({ ...plain, known: 2, changed: 1, gone: 3, events: -1 })).toBe(
    '1 file added: 9 more records, 1 fewer event, 1 more duplicate. 2 files are in the case already and count once. ' +
      '1 file of the case has changed since it was opened. 3 files of the case are no longer there.',
  )
})
