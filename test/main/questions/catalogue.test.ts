import { afterAll, expect, test } from 'vitest'
import { catalogue } from '../../../src-main/questions/catalogue.ts'
import { readHeader } from '../../../src-shared/sql/header.ts'
import { aConfigItem, someConfigItems } from '../../fixtures/config-items.ts'
import { csv, expectGolden } from '../../golden/golden.ts'
import { aStore } from '../store/a-store.ts'
import { smallCase } from '../store/small-case.ts'

const record = '{"requestParameters":{"userName":"bob","policyArn":"arn:aws:iam::aws:policy/AdministratorAccess"}}'
const item = '{"relatedEvents":["00000000-0000-4000-8000-000000000010"],"configuration":{"policies":1}}'
const store = aStore({ ...smallCase, config: someConfigItems(aConfigItem(9), aConfigItem(11)) }, (of) => ({
  text: of === 'config' ? item : record,
  problem: null,
}))
afterAll(() => store.close())

test.each(catalogue)('$id answers its question', ({ id, sql, columns }) => {
  const answer = store.run(sql)
  if (!answer.ok) throw new Error(answer.message)
  expect(answer.value.columns).toEqual(columns)
  expectGolden(`sql/${id}.csv`, csv(answer.value.columns, answer.value.rows))
})

test('a file without a field in its header is refused', () => {
  expect(() => readHeader('x', '-- title: a\nSELECT 1', ['title', 'question'])).toThrow('x.sql has no question')
})
