import { expect, test } from 'vitest'
import type { UtcMs } from '../../../src-shared/base/time.ts'
import { countAbsences } from '../../../src-shared/model/explanation.ts'
import type { IntegrityCounts } from '../../../src-shared/model/integrity.ts'
import type { SignedFile, SignedResults } from '../../../src-shared/model/signed-results.ts'
import { digestSentence, headlineOf } from '../../../src-shared/words/headline.ts'

const counts = (
  logs: Partial<IntegrityCounts['logs']>,
  digests: Partial<IntegrityCounts['digests']> = { verified: 10 },
): IntegrityCounts => ({
  logs: { verified: 0, invalid: 0, missing: 0, unverified: 0, uncovered: 0, ...logs },
  copies: { digests: 0, logs: 0 },
  digests: { verified: 0, invalid: 0, missing: 0, moved: 0, unverified: 0, ...digests },
  otherFiles: { signedResults: 0, otherForms: 0 },
})
const noFacts = { doubts: [], absences: countAbsences([]), results: [] }
const otherForms = { otherFiles: { signedResults: 0, otherForms: 2 } }
const resultsWith = (hash: SignedFile['hash']): SignedResults[] => [
  {
    file: '/case/result_sign.json',
    signature: 'good',
    fingerprint: '0f1e',
    region: null,
    completed: null,
    files: [{ name: 'result_1.csv.gz', path: '/case/result_1.csv.gz', hash }],
  },
]

const keys = [{ outOfTime: null }]

test.each([
  [
    counts({ verified: 1204, invalid: 3, missing: 2, unverified: 1 }),
    'invalid',
    '1,204 of 1,210 log files are proven; 3 are invalid; 2 are missing; 1 cannot be proven.',
  ],
  [counts({ verified: 1210 }), 'verified', 'All 1,210 log files are proven.'],
  [counts({ verified: 1 }), 'verified', 'The one log file is proven.'],
  [counts({ verified: 9, uncovered: 1 }), 'unverified', '9 of 10 log files are proven; 1 is in no digest.'],
  [counts({ verified: 9, missing: 1 }), 'missing', '9 of 10 log files are proven; 1 is missing.'],
  [counts({ unverified: 4 }), 'unverified', 'None of 4 log files can be proven.'],
  [
    counts({ invalid: 1, unverified: 3 }),
    'invalid',
    'None of 4 log files is proven; 1 is invalid; 3 cannot be proven.',
  ],
  // Every log file proven, yet a digest was tampered with: the mark must not say proven.
  [
    counts({ verified: 5 }, { verified: 9, invalid: 1 }),
    'invalid',
    'All 5 log files are proven. Of 10 digests, 1 is invalid.',
  ],
  [counts({ verified: 5 }, { verified: 9, moved: 1 }), 'unverified', 'All 5 log files are proven.'],
])('the headline says no more than its counts', (given, mark, sentence) => {
  expect(headlineOf(given, keys, false)).toMatchObject({ mark, sentence })
})

test('without digests nothing is proven, whatever else is there', () => {
  const { mark, sentence, advice } = headlineOf(counts({ uncovered: 2000 }, {}), keys, false)
  expect([mark, sentence]).toEqual(['unverified', 'This folder holds no digest files: no log file can be proven.'])
  expect(advice).toContain('Download that folder too')
  // Digests that are only named by others are not in the folder.
  expect(headlineOf(counts({ uncovered: 1 }, { missing: 3 }), keys, false).sentence).toContain('no digest files')
})

test('without keys it says so and how to get them', () => {
  const { mark, sentence, advice } = headlineOf(counts({ unverified: 4 }, { unverified: 2 }), [], false)
  expect(mark).toBe('unverified')
  expect(sentence).toBe('There is no public key to check signatures with. None of 4 log files can be proven.')
  expect(advice).toContain('aws cloudtrail list-public-keys')
})

test('a key that signed out of its time keeps the mark from saying proven', () => {
  const time = 0 as UtcMs
  const late = [{ outOfTime: { digests: ['s3://b/k'], total: 1, from: time, until: time } }]
  expect(headlineOf(counts({ verified: 5 }), late, false)).toMatchObject({
    mark: 'unverified',
    sentence: 'All 5 log files are proven.',
    advice: expect.stringContaining('when it is not listed as valid'),
  })
  expect(headlineOf(counts({ invalid: 5 }), late, false).mark).toBe('invalid')
})

test('speaks of time without digests, and of keys that nobody has compared', () => {
  const doubts = [{ code: 'keys-from-evidence', objects: ['0f1e'] }] as const
  const absences = countAbsences([{ kind: 'gap' }, { kind: 'hole' }, { kind: 'hole' }, { kind: 'log-missing' }])
  expect(headlineOf(counts({ verified: 5 }), keys, false, { ...noFacts, doubts, absences })).toEqual({
    mark: 'unverified',
    sentence:
      'All 5 log files are consistent with keys that came with the evidence. Time that no digest covers: 1 gap, 2 holes.',
    advice:
      'What is proven is only consistent with keys that came with the evidence: compare their fingerprints with AWS.',
    others: [],
  })
})

test('files in other forms are no log files, and keep the mark from saying proven', () => {
  expect(headlineOf({ ...counts({ verified: 5 }), ...otherForms }, keys, false)).toMatchObject({
    mark: 'unverified',
    sentence: 'All 5 log files are proven.',
    others: ['2 files hold events in another form: no digest lists such files, so that no digest can prove them.'],
  })
  const alone = headlineOf({ ...counts({}, {}), ...otherForms }, [], false)
  expect([alone.mark, alone.sentence]).toEqual(['unverified', expect.stringMatching(/^2 files hold events/)])
})

test('query results alone are proven by their sign files, and by nothing in the case to be complete', () => {
  const results = resultsWith('matches')
  const alone = headlineOf(counts({}, {}), keys, false, { ...noFacts, results })
  expect([alone.mark, alone.sentence]).toEqual([
    'verified',
    '1 of 1 query result of CloudTrail Lake is proven by its sign file.',
  ])
  expect(alone.advice).toContain('does not show that the query asked for every event')
  const doubts = [{ code: 'keys-from-evidence', objects: ['0f1e'] }] as const
  expect(headlineOf(counts({}, {}), keys, false, { ...noFacts, doubts, results }).mark).toBe('unverified')
})

test('an invalid query result is told where all log files are proven', () => {
  const facts = { ...noFacts, results: resultsWith('differs') }
  expect(headlineOf(counts({ verified: 5 }), keys, false, facts)).toMatchObject({
    mark: 'invalid',
    others: ['0 of 1 query result of CloudTrail Lake are proven by their sign files.'],
  })
})

test('a case that was only partly read has no verdict', () => {
  expect(headlineOf(counts({}, {}), [], true).sentence).toBe('The case was only partly read, so nothing was verified.')
  expect(headlineOf(counts({}, {}), [], false).sentence).toContain('neither log files nor digest files')
})

test('digests in words', () => {
  const { digests } = counts({}, { verified: 322, invalid: 1, missing: 3, moved: 2, unverified: 9 })
  expect(digestSentence(digests)).toBe(
    '322 of 337 digests are proven; 1 is invalid; 3 are missing; the content of 2 is proven, but not its place; 9 cannot be proven.',
  )
})
