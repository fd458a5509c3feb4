import { expect, test } from 'vitest'
import type { CertificateGround } from '../../../../src-main/handover/report/ground.ts'
import { certificateSteps } from '../../../../src-main/handover/report/integrity.ts'
import { reportText } from '../../../../src-main/handover/report/write-report.ts'
import { hourMs, type UtcMs } from '../../../../src-shared/base/time.ts'
import type { CaseFileState } from '../../../../src-shared/model/case-file.ts'
import {
  type AbsenceCounts,
  absenceKinds,
  countAbsences,
  type Explanation,
} from '../../../../src-shared/model/explanation.ts'
import type { IntegrityReport } from '../../../../src-shared/model/integrity.ts'
import { type LedgerRow, ledgerStates } from '../../../../src-shared/model/ledger.ts'
import { emptyForm, type ReportForm } from '../../../../src-shared/model/report.ts'
import { aSummary } from '../../../fixtures/fake-engine.ts'

const gaps = 100_000
const from = Date.UTC(2013, 0, 1) as UtcMs
const name = {
  account: '111122223333', region: 'us-east-1', trail: 'security-trail', homeRegion: 'us-east-1', kind: 'standard', base: 'AWSLogs',
} as const // biome-ignore format: a name

/** A proven hour, then one that no digest covers, again and again. */
const row: LedgerRow = {
  ...name,
  from,
  runs: Array.from({ length: gaps }, () => [
    1,
    ledgerStates.indexOf('proven-empty'),
    1,
    ledgerStates.indexOf('gap'),
  ]).flat(),
  delivered: [],
  outOfTime: 0,
}
const ledger = { from, until: (from + 2 * gaps * hourMs) as UtcMs, rows: [row] }

const explanation = (at: number): Explanation => ({
  absence: {
    ...name, kind: 'gap', uri: null, row: name, from: (from + (2 * at + 1) * hourMs) as UtcMs, until: (from + (2 * at + 2) * hourMs) as UtcMs,
  },
  status: 'unexplained',
  sentence: 'No event in this case explains it.',
  causes: [],
}) // biome-ignore format: an explanation

const noFiles = { verified: 0, unverified: 0, invalid: 0, missing: 0 }
const report: IntegrityReport = {
  digests: new Map(), logs: new Map(), chains: [], findings: [], outside: null, doubts: [], keys: [], results: [], problems: [],
  outcome: 'unproven',
  counts: {
    digests: { ...noFiles, verified: gaps, moved: 0 }, logs: { ...noFiles, uncovered: 0 }, copies: { digests: 0, logs: 0 },
    otherFiles: { signedResults: 0, otherForms: 0 },
  },
} // biome-ignore format: a report

const aKey: IntegrityReport['keys'][number] = {
  fingerprint: '01b9fa85174a2ebeff6f5c0b61d98aea', trust: 'given', defects: [], validFrom: from, validUntil: ledger.until, sources: ['/keys.json'],
  proved: 1, provedResults: 0, provedIn: [], outOfTime: null,
} // biome-ignore format: a key

const ground = (form: Partial<ReportForm> = {}): CertificateGround => ({
  form: { ...emptyForm('integrity'), ...form },
  summary: aSummary(),
  report,
  absences: { ...(Object.fromEntries(absenceKinds.map((kind) => [kind, 0])) as AbsenceCounts), gap: gaps },
  coverage: { from, until: ledger.until, hours: 2 * gaps, provenHours: gaps, provenShare: 0.5, unproven: [], unprovenTotal: gaps },
  sources: [],
  readAt: from,
  madeAt: from,
  version: '0.0.0-test',
  examinerLog: null,
  ledger,
  explanations: { explanations: Array.from({ length: 1_000 }, (_, at) => explanation(at)), total: gaps, notLookedAt: 0 },
}) // biome-ignore format: a ground

function atOnce<T>(steps: Generator<undefined, T>): T {
  for (;;) {
    const { done, value } = steps.next()
    if (done) return value
  }
}

test('a hundred thousand gaps are counted, and as many are listed as anybody reads', () => {
  const made = atOnce(certificateSteps(ground()))
  const text = atOnce(reportText(made, 'markdown'))
  expect(text).toContain('Missing or invalid: 100,000 gaps.')
  expect(text).toContain('| 111122223333 | us-east-1 | security-trail | 200,000 | 100,000 | 100,000 | 50 % |')
  expect(text.match(/200 of 100,000 rows are listed\./g)).toHaveLength(2)
  expect(text.length).toBeLessThan(150_000)
  const html = atOnce(reportText(made, 'html'))
  expect(html.length).toBeLessThan(300_000)
  expect(html).toMatch(/<svg viewBox="0 0 720 \d+"/)
})

test('sections that are left out are named, and others keep their order', () => {
  const { sections, leftOut } = atOnce(certificateSteps(ground({ leftOut: ['method', 'sources'] })))
  expect(sections.map(({ id }) => id)).toEqual(['scope', 'trails', 'absences', 'files', 'doubts', 'keys', 'limits'])
  expect(leftOut).toEqual(['Method', 'Appendix: source files'])
})

test('of a case file whose sources were not read again, nothing is told as of now', () => {
  const caseFile: CaseFileState = {
    path: '/cases/march.trailproof', readAt: from, savedAt: from, readOnly: null, notes: [], check: { state: 'cancelled' },
  } // biome-ignore format: a state
  const proven = { digests: { ...report.counts.digests, verified: 1 }, logs: { ...report.counts.logs, verified: 1 } }
  const whole = { ...report, counts: { ...report.counts, ...proven }, outcome: 'proven' as const }
  const keys = [aKey]
  const told = (summary: ReturnType<typeof aSummary>) =>
    atOnce(certificateSteps({ ...ground(), report: { ...whole, keys }, absences: countAbsences([]), summary })).verdict
  expect(told(aSummary())).toMatchObject({ mark: 'good', word: 'proven' })
  const saved = told(aSummary({ caseFile }))
  expect(saved).toMatchObject({ mark: 'warning', word: 'proven, as saved on 2013-01-01 00:00 UTC' })
  expect(saved?.sentences[0]).toContain('Events and verdicts are as saved on 2013-01-01 00:00 UTC')
  const checkedFor = (events: 'confirmed' | 'no-room') =>
    told(aSummary({ caseFile: { ...caseFile, check: { state: 'same', events } } }))
  expect(checkedFor('no-room')).toMatchObject({ mark: 'good', word: 'proven' })
  expect(checkedFor('no-room')?.sentences[0]).toContain('Events are as saved')
  expect(checkedFor('confirmed')).toEqual(told(aSummary()))
})

test('a range without a digest is not told as a folder without any', () => {
  const none = { ...report.counts, digests: { ...report.counts.digests, verified: 0 } }
  const range = { from, until: (from + hourMs) as UtcMs }
  const { verdict } = atOnce(certificateSteps({ ...ground({ range }), report: { ...report, counts: none } }))
  expect(verdict).toMatchObject({ mark: 'open', word: 'not proven' })
  expect(verdict?.sentences[0]).toBe('No digest and no log file of the case is of this time: nothing is proven.')
})

test('the title, the case and the examiner are those of the user, and empty lines are left out', () => {
  const { title, cover } = atOnce(certificateSteps(ground({ title: ' Trail of March ', examiner: 'E. Example' })))
  expect(title).toBe('Trail of March')
  expect(cover.map(({ name: of }) => of)).toEqual(['Examiner', 'Delivery time', 'Opened', 'Made at (UTC)', 'Made with'])
})
