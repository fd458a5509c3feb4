import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { renderSchema, schemaTables } from '../../../src-main/store/schema.ts'
import { columnNames } from '../../../src-shared/model/columns.ts'
import { aSnapshot } from './a-snapshot.ts'
import { aStore } from './a-store.ts'

const file = join(import.meta.dirname, '../../../src-main/store/schema.sql')

test('schema.sql is what the definition of the columns renders', () => {
  if (process.env.APPROVE !== undefined) writeFileSync(file, renderSchema())
  expect(readFileSync(file, 'utf8')).toBe(renderSchema())
})

test('the help names every column that SQL sees, in the same order', () => {
  const store = aStore(aSnapshot([]))
  for (const { name, columns } of schemaTables()) {
    const answer = store.run(`SELECT * FROM ${name}`)
    expect(answer.ok && answer.value.columns).toEqual(columns.map((column) => column.name))
    for (const column of columns) expect(column.doc).toMatch(/\.$/)
  }
  store.close()
})

test('every column of the record is a column of events', () => {
  const names = schemaTables()[0]!.columns.map(({ name }) => name)
  expect(names).toEqual(expect.arrayContaining([...columnNames]))
})
