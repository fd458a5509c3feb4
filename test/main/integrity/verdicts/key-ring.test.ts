import { expect, test } from 'vitest'
import { parseKeys } from '../../../../src-main/formats/parse/key-list.ts'
import { KeyRing } from '../../../../src-main/integrity/verdicts/key-ring.ts'
import { firstKey, publicKeyList } from '../../../fixtures/keys.ts'

test('key lists that hold a key several times make one key of it, valid while all say so, with all their files', () => {
  const hour = 3_600_000
  const listed = (from: number, until: number) =>
    JSON.stringify(
      publicKeyList([{ key: firstKey, validFrom: new Date(from * hour), validUntil: new Date(until * hour) }]),
    )
  const lists = [parseKeys(listed(2, 5), 'a'), parseKeys(listed(1, 3), 'b'), parseKeys(listed(4, 6), 'a')]
  const ring = new KeyRing(lists.flatMap(({ keys }) => keys.map((key) => ({ ...key, trust: 'given' as const }))))
  expect(ring.list()).toEqual([
    {
      fingerprint: firstKey.fingerprint,
      trust: 'given',
      defects: ['validity-contradicts'],
      validFrom: 4 * hour,
      validUntil: 3 * hour,
      sources: ['a', 'b'],
      proved: 0,
      provedResults: 0,
      provedIn: [],
      outOfTime: null,
    },
  ])
})
