import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { dashboards } from '../../../src-main/questions/dashboards.ts'
import type { Table, Widget } from '../../../src-shared/contract/index.ts'
import { everything, type Filter, filterOf } from '../../../src-shared/filter/model.ts'
import { eventsOfRow } from '../../../src-shared/filter/of-row.ts'
import { timeOf } from '../../../src-shared/filter/result-column.ts'
import { stepAt } from '../../../src-shared/model/dashboard.ts'
import { parametersOf } from '../../../src-shared/sql/parameters.ts'
import { duckdbIsThere } from '../../fixtures/duckdb-is-there.ts'
import { open, startEngine, valueIn } from '../../fixtures/engine.ts'
import { aRecord } from '../../fixtures/records.ts'
import { csv, expectGolden } from '../../golden/golden.ts'

/** Rows that a golden file keeps of an answer, and whose events are counted again. */
const keptRows = 12

let engine: ReturnType<typeof startEngine>
beforeAll(async () => {
  engine = startEngine()
  await open(engine, join(import.meta.dirname, '../../../resources/sample-case'))
})
afterAll(() => engine.dispose())

const widgets = dashboards.flatMap((dashboard) => dashboard.widgets)

/** Those that read records, or compare two columns: DuckDB answers them. */
const byDuckdb = ['dynamodb-data-events/targets', 'enriched-events/denied-by-principal-tags', 'enriched-events/principal-keys', 'enriched-events/principal-tags', 'enriched-events/request-keys', 'enriched-events/resource-tags', 'enriched-events/resource-tags-and-principals', 'enriched-events/session-keys', 'enriched-events/trend', 'lambda-data-events/targets', 's3-data-events/targets', 'security-monitoring/cross-account', 'security-monitoring/open-to-all'] // biome-ignore format: a list
const answered = duckdbIsThere ? widgets : widgets.filter(({ id }) => !byDuckdb.includes(id))

const answerOf = async ({ sql, dialect, chart }: Widget, shown: Filter): Promise<Table> =>
  valueIn(
    await engine.runSql({ sql, dialect, limit: 10_000, shown, parameters: chart === 'time' ? { unit: 'day' } : {} }),
  )

async function countOf(filter: Filter): Promise<number> {
  const sort = { column: 'eventTime', descending: false } as const
  return valueIn(await engine.events({ filter, sort, columns: [], offset: 0, limit: 1 })).total
}

/** The filter that a click on the count of a row asks for shows as many events. */
async function expectEvents(widget: Widget, { columns, rows }: Pick<Table, 'columns' | 'rows'>) {
  const counts = columns.indexOf('events')
  expect(counts).toBeGreaterThanOrEqual(0)
  for (const row of rows.slice(0, keptRows)) {
    const time = widget.chart === 'time' ? stepAt(timeOf(row[0]!)!, 'day') : null
    const filter = eventsOfRow(everything, widget.events, { columns, row }, time)
    expect(await countOf(filter!), JSON.stringify(row)).toBe(row[counts])
  }
}

test.each(answered)('$id counts the events that its rows lead to', async (widget) => {
  const { columns, rows } = await answerOf(widget, everything)
  const more = rows.length > keptRows ? `… ${rows.length} rows\n` : ''
  expectGolden(`dashboards/${widget.id}.csv`, csv(columns, rows.slice(0, keptRows)) + more)
  await expectEvents(widget, { columns, rows })
})

test('all widgets but few are answered from columns, so that a dashboard is there at once', async () => {
  const engines = await Promise.all(answered.map(async (widget) => (await answerOf(widget, everything)).engine))
  const others = answered.filter((_, at) => engines[at] !== 'columns').map(({ id }) => id)
  expect(others.sort()).toEqual(duckdbIsThere ? byDuckdb : [])
})

test('a widget follows the filter', async () => {
  const shown = filterOf([{ column: 'awsRegion', operator: 'is', values: ['us-east-1'] }])
  const regions = widgets.find(({ id }) => id === 'overview/regions')!
  expect((await answerOf(regions, shown)).rows).toEqual([['us-east-1', await countOf(shown)]])
})

test('every dashboard has widgets in the order of their places, and each names what its query has', () => {
  for (const { widgets } of dashboards) expect(widgets.length).toBeGreaterThanOrEqual(4)
  for (const { sql, chart } of widgets) {
    expect(parametersOf(sql).map(({ name }) => name)).toEqual(chart === 'time' ? ['unit'] : [])
    expect(sql).toMatch(/\nFROM shown\n/)
  }
})

test.skipIf(!duckdbIsThere)('tags and condition keys of enriched events are counted, and lead to them', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'trailproof-'))
  const enriched = (eventID: string, eventContext: unknown, more = {}) => aRecord({ eventID, eventContext, ...more })
  const tagContext = { resourceTags: [{ arn: 'arn:aws:s3:::amzn-s3-demo-bucket', tags: { team: 'payments' } }], principalTags: { cost: '1' } } // biome-ignore format: one line
  const requestContext = { 'aws:PrincipalAccount': '111122223333', 'aws:ViaAWSService': 'false', 'aws:MultiFactorAuthPresent': 'true' } // biome-ignore format: one line
  const Records = [
    enriched('e1', { tagContext, requestContext }),
    enriched('e2', { tagContext, requestContext }, { errorCode: 'AccessDenied' }),
    aRecord({ eventID: 'e3' }),
  ]
  writeFileSync(join(folder, 'a.json'), JSON.stringify({ Records }))
  await open(engine, folder)
  for (const widget of dashboards.find(({ id }) => id === 'enriched-events')!.widgets) {
    const answer = await answerOf(widget, everything)
    expect(answer.rows.length, widget.id).toBe(1)
    await expectEvents(widget, answer)
  }
})
