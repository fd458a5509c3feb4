import { expect, test } from 'vitest'
import { nothingAmong, whyPartial } from '../../../src-main/case/opening-words.ts'
import type { Ingested } from '../../../src-main/ingest/ingest.ts'

const judged = {} as Ingested['report']
const source = (form: string) => ({ form }) as Ingested['sources'][number]
const counts = { events: 1_234_567 } as Ingested['counts']

test.each([
  ['all is read and judged', { report: judged, leftOut: 0, sources: [] }, null],
  [
    'cancelled on the way',
    { report: null, leftOut: 0, sources: [source('CloudTrail log'), source('not read'), source('not read')] },
    'Opening was cancelled after 1 of 3 files; nothing was verified',
  ],
  [
    'no memory for more',
    { report: judged, leftOut: 1, sources: [] },
    'There is memory for 1,234,567 events: those of 1 log file were left out',
  ],
])('why a case is partial: %s', (_, ingested, said) => {
  const told = whyPartial({ ...ingested, counts })
  if (said === null) expect(told).toBeNull()
  else expect(told).toContain(said)
})

test('what was found instead of evidence is named', () => {
  expect(nothingAmong(['/a', '/b'], [])).toContain('There are no files under /a, /b.')
  expect(nothingAmong(['/a'], [{ form: 'CSV text' }])).toContain('The only file under /a is no CloudTrail log')
  expect(nothingAmong(['/a'], [{ form: 'CSV text' }, { form: 'CSV text' }, { form: 'text' }])).toMatch(
    /^None of the 3 files under \/a is a CloudTrail log, digest or key list\. Found: CSV text, text\.$/,
  )
})
