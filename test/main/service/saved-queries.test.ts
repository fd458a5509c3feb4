import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { createSavedQueries } from '../../../src-main/service/saved-queries.ts'
import { createStateFiles } from '../../../src-main/service/state-file.ts'
import { temporaryFolder } from '../../fixtures/trail.ts'

let file: string
const values = { who: { type: 'text', text: 'alice' } } as const
const query = (name: string, sql: string) => ({ name, sql, values })
const state = createStateFiles(() => false)
beforeEach(() => {
  file = join(temporaryFolder(), 'saved-queries.json')
})

test('queries of a case are there again, by name, and those of another are not', () => {
  const saved = createSavedQueries(file, state)
  saved.save('/case/a', query('Keys', 'SELECT 1'))
  saved.save('/case/a', query('Denied', 'SELECT 2'))
  saved.save('/case/b', query('Roles', 'SELECT 3'))
  const again = createSavedQueries(file, state)
  const listed = again.list('/case/a')
  expect(listed.ok && listed.value.map(({ name, sql }) => [name, sql])).toEqual([
    ['Denied', 'SELECT 2'],
    ['Keys', 'SELECT 1'],
  ])
  expect(again.list('/case/b')).toMatchObject({
    value: [{ name: 'Roles', values: { who: { type: 'text', text: 'alice' } } }],
  })
})

test('the same name is replaced; what is forgotten is gone', () => {
  const saved = createSavedQueries(file, state)
  saved.save('/case/a', query('Keys', 'SELECT 1'))
  expect(saved.save('/case/a', query('Keys', 'SELECT 2'))).toMatchObject({ ok: true, value: [{ sql: 'SELECT 2' }] })
  expect(saved.forget('/case/a', 'Keys')).toEqual({ ok: true, value: [] })
  expect(saved.list('/case/a')).toEqual({ ok: true, value: [] })
})

test('what cannot be written, as within the evidence, is said and not pretended', () => {
  const saved = createSavedQueries(
    file,
    createStateFiles(() => true),
  )
  expect(saved.save('/case/a', query('Keys', 'SELECT 1'))).toMatchObject({ ok: false, code: 'not-written' })
  expect(existsSync(file)).toBe(false)
  expect(saved.list('/case/a')).toEqual({ ok: true, value: [] })
})

test('the five hundred and first is refused; queries that were saved without values have none', () => {
  const saved = createSavedQueries(file, state)
  const queries = Array.from({ length: 500 }, (_, at) => ({ name: `Query ${at}`, sql: 'SELECT 1', savedAt: 1 }))
  writeFileSync(file, JSON.stringify([{ path: '/case/a', queries }]))
  expect(saved.save('/case/a', query('One more', 'SELECT 1'))).toMatchObject({ code: 'too-many' })
  expect(saved.save('/case/a', query('Query 7', 'SELECT 2'))).toMatchObject({ ok: true })
  expect(saved.list('/case/a')).toMatchObject({
    value: expect.arrayContaining([expect.objectContaining({ name: 'Query 8', values: {} })]),
  })
})

test('a file that cannot be read is kept aside, which is said once, and never written over', () => {
  const saved = createSavedQueries(file, state)
  writeFileSync(file, '[{ my only copy')
  const told = saved.list('/case/a')
  const aside = readdirSync(dirname(file)).find((name) => name.includes('unreadable'))!
  expect(told).toMatchObject({ ok: false, code: 'unreadable', message: expect.stringContaining(aside) })
  expect(saved.list('/case/a')).toEqual({ ok: true, value: [] })
  expect(saved.save('/case/a', query('Keys', 'SELECT 1'))).toMatchObject({ ok: true })
  expect(readFileSync(join(dirname(file), aside), 'utf8')).toBe('[{ my only copy')
})
