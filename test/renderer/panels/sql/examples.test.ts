import { afterAll, expect, test } from 'vitest'
import { schemaTables } from '../../../../src-main/store/schema.ts'
import { examples, examplesFor } from '../../../../src-renderer/panels/sql/examples.ts'
import { aSnapshot } from '../../../main/store/a-snapshot.ts'
import { aStore } from '../../../main/store/a-store.ts'

const store = aStore(aSnapshot([{ eventName: 'GetUser', eventTime: '2024-03-05T10:00:00Z' }]))
afterAll(() => store.close())

test.each(examples)('$question', ({ sql }) => {
  expect(store.run(sql)).toMatchObject({ ok: true })
})

test('they are offered where their table is', () => {
  expect(examplesFor(schemaTables())).toBe(examples)
  expect(examplesFor([])).toEqual([])
})
