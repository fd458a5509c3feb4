import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { createSavedQueries } from '../../../src-main/service/saved-queries.ts'
import { createStateFiles } from '../../../src-main/service/state-file.ts'
import { temporaryFolder } from '../../fixtures/trail.ts'

let file: string
const state = createStateFiles(() => false)
beforeEach(() => {
  file = join(temporaryFolder(), 'saved-queries.json')
})

test('queries of a case are there again, by name, and those of another are not', () => {
  const saved = createSavedQueries(file, state)
  saved.save('/case/a', 'Keys', 'SELECT 1')
  saved.save('/case/a', 'Denied', 'SELECT 2')
  saved.save('/case/b', 'Roles', 'SELECT 3')
  const again = createSavedQueries(file, state)
  expect(again.list('/case/a').map(({ name, sql }) => [name, sql])).toEqual([
    ['Denied', 'SELECT 2'],
    ['Keys', 'SELECT 1'],
  ])
  expect(again.list('/case/b')).toHaveLength(1)
})

test('the same name is replaced; what is forgotten is gone', () => {
  const saved = createSavedQueries(file, state)
  saved.save('/case/a', 'Keys', 'SELECT 1')
  expect(saved.save('/case/a', 'Keys', 'SELECT 2')).toMatchObject({ ok: true, value: [{ sql: 'SELECT 2' }] })
  expect(saved.forget('/case/a', 'Keys')).toEqual({ ok: true, value: [] })
  expect(saved.list('/case/a')).toEqual([])
})

test('what cannot be written, as within the evidence, is said and not pretended', () => {
  const saved = createSavedQueries(
    file,
    createStateFiles(() => true),
  )
  expect(saved.save('/case/a', 'Keys', 'SELECT 1')).toMatchObject({ ok: false, code: 'not-written' })
  expect(existsSync(file)).toBe(false)
  expect(saved.list('/case/a')).toEqual([])
})

test('the five hundred and first is refused; a damaged file is an empty one', () => {
  const saved = createSavedQueries(file, state)
  const queries = Array.from({ length: 500 }, (_, at) => ({ name: `Query ${at}`, sql: 'SELECT 1', savedAt: 1 }))
  writeFileSync(file, JSON.stringify([{ path: '/case/a', queries }]))
  expect(saved.save('/case/a', 'One more', 'SELECT 1')).toMatchObject({ code: 'too-many' })
  expect(saved.save('/case/a', 'Query 7', 'SELECT 2')).toMatchObject({ ok: true })
  writeFileSync(file, '[{')
  expect(saved.list('/case/a')).toEqual([])
})
