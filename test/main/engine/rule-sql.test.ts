import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ruleTexts } from '../../../src-main/analysis/rules/sql-rules.ts'
import { type Engine, open, startEngine, valueIn } from '../../fixtures/engine.ts'
import { aRecord } from '../../fixtures/records.ts'
import { temporaryFolder } from '../../fixtures/trail.ts'

let engine: Engine
beforeAll(async () => {
  const folder = temporaryFolder()
  const records = ['StopLogging', 'CreateUser', 'GetCallerIdentity'].map((eventName) => aRecord({ eventName, eventID: eventName }))
  writeFileSync(join(folder, 'a.json'), JSON.stringify({ Records: records }))
  engine = startEngine()
  await open(engine, folder)
}) // biome-ignore format: one line a story
afterAll(() => engine.dispose())

const said = async (id: string) => {
  const answers = [...ruleTexts].map(async ([rule, sql]) => {
    const answer = await engine.runSql({ sql, limit: 10, id: `${id} ${rule}` })
    return answer.ok ? [] : [[rule, answer.message]]
  })
  return (await Promise.all(answers)).flat()
}

test('the SQL of every rule runs in the SQL panel, in whichever thread it is answered', async () => {
  expect(await said('first')).toEqual([])
  // While the thread that the rules ran in is held by another query, a second one with a database of its own answers.
  const endless = 'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n'
  const stuck = engine.runSql({ sql: endless, limit: 1, id: 'stuck' })
  expect(await said('second')).toEqual([])
  await engine.cancelSql({ id: 'stuck' })
  expect(await stuck).toMatchObject({ ok: false, code: 'cancelled' })
  expect(valueIn(await engine.runSql({ sql: "SELECT listed(json_group_array(principal(id))) FROM events", limit: 1 })).rows).toEqual([['arn:aws:iam::111122223333:user/anna']])
}) // biome-ignore format: one line a query
