import { expect, test } from 'vitest'
import { domainOf, layBand, timeline } from '../../../../src-renderer/panels/integrity/time-band.ts'
import type { Chain, Span } from '../../../../src-shared/model/integrity.ts'

const chain = (part: Partial<Pick<Chain, 'verifiedSpans' | 'gaps' | 'holes'>>): Chain => ({
  account: '111122223333',
  region: 'us-east-1',
  trail: 'trail',
  homeRegion: 'us-east-1',
  kind: 'standard',
  base: 'AWSLogs/111122223333',
  digestFiles: 3,
  newest: 's3://bucket/newest',
  newestStatus: 'verified',
  verifiedSpans: [],
  gaps: [],
  holes: [],
  ...part,
})
const span = (from: string, to: string): Span => ({ from: `2024-03-${from}:00:00Z`, to: `2024-03-${to}:00:00Z` })
const a = chain({ verifiedSpans: [span('01T00', '02T00')], gaps: [span('02T00', '03T00')] })
const b = chain({ verifiedSpans: [span('03T00', '05T00')] })

test('all chains share one time, from the first span to the last', () => {
  expect(domainOf([a, b])).toEqual({ from: Date.UTC(2024, 2, 1), until: Date.UTC(2024, 2, 5) })
  expect(domainOf([chain({})])).toBe(null)
})

test('spans lie where their time is', () => {
  const domain = domainOf([a, b])!
  expect(layBand(a, domain, 400).map(({ kind, x, width }) => [kind, x, width])).toEqual([
    ['verified', 0, 100],
    ['gap', 100, 100],
  ])
  expect(layBand(b, domain, 400).map(({ x, width }) => [x, width])).toEqual([[200, 200]])
})

test('an hour in a year is still seen, and stays inside', () => {
  const year = chain({
    verifiedSpans: [{ from: '2023-01-01T00:00:00Z', to: '2024-01-01T00:00:00Z' }],
    holes: [{ from: '2023-12-31T23:00:00Z', to: '2024-01-01T00:00:00Z' }],
  })
  const hole = layBand(year, domainOf([year])!, 300)[1]!
  expect([hole.kind, hole.width]).toEqual(['hole', 3])
  expect(hole.x + hole.width).toBeLessThanOrEqual(300)
})

test('a span whose time cannot be read is left out, not drawn at zero', () => {
  expect(timeline(chain({ gaps: [{ from: 'never', to: '2024-01-01T00:00:00Z' }] }))).toEqual([])
})
