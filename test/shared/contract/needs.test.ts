import { expect, test } from 'vitest'
import { callNames, calls, caseCallNames } from '../../../src-shared/contract/index.ts'
import { layersNeeded } from '../../../src-shared/contract/needs.ts'
import { everything } from '../../../src-shared/filter/model.ts'
import { defaultAlarm } from '../../../src-shared/model/alarm.ts'
import { comesLater } from '../../../src-shared/model/layer.ts'

const byVerdict = { ...everything, where: { column: 'logVerdict', operator: 'is', values: ['verified'] } } as const
const byTime = { column: 'eventTime', descending: false } as const
const page = { columns: ['logVerdict'], offset: 0, limit: 10 } as const

test('a call is answered by the case or by the host, and only the case has layers', () => {
  expect(new Set(callNames.map((name) => calls[name].answeredBy))).toEqual(new Set(['case', 'host']))
  for (const name of callNames.filter((each) => calls[each].answeredBy === 'host'))
    expect(layersNeeded(name, undefined as never)).toEqual([])
})

test('what is told of files and verdicts waits for them, whatever is asked', () => {
  const waiting = caseCallNames.filter((name) => {
    const { needs } = calls[name]
    return needs !== 'as-asked' && needs.some(comesLater)
  })
  expect(waiting.sort()).toEqual([
    'anomalies',
    'anomalyChart',
    'coverage',
    'eventProof',
    'explanations',
    'findings',
    'findingsOf',
    'incidents',
    'integrity',
    'integrityObjects',
    'leaveSigma',
    'ledger',
    'ledgerCell',
    'namedEvents',
    'proofOverTime',
    'saveCase',
    'session',
    'sessions',
    'sigma',
    'sigmaWhy',
    'warmSql',
  ])
})

test('alarms wait for the hours that digests prove, whatever the filter asks', () => {
  expect(layersNeeded('alarmPeriods', { filter: everything, settings: defaultAlarm })).toContain('verdicts')
})

test('a question about events waits only if verdicts decide which events, which values or in which order', () => {
  expect(layersNeeded('events', { filter: everything, sort: byTime, ...page }).some(comesLater)).toBe(false)
  expect(layersNeeded('events', { filter: byVerdict, sort: byTime, ...page })).toContain('verdicts')
  const byVerdictFirst = { column: 'logVerdict', descending: false } as const
  expect(layersNeeded('events', { filter: everything, sort: byVerdictFirst, ...page })).toContain('verdicts')
  expect(layersNeeded('facet', { filter: everything, column: 'logVerdict', search: '', limit: 9 })).toContain(
    'verdicts',
  )
})

test('an export is answered at once, though its job waits for verdicts', () => {
  const query = {
    filter: byVerdict,
    sort: { column: 'eventTime', descending: false },
    format: 'csv',
    columns: [],
    file: '/out.csv',
  } as const
  expect(layersNeeded('exportEvents', query)).toEqual(['events'])
})
