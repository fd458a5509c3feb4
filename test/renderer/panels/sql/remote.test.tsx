// @vitest-environment happy-dom
import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { SqlPanel } from '../../../../src-renderer/panels/sql/panel.tsx'
import { hideFetch, useFetch } from '../../../../src-renderer/state/fetch.ts'
import { useConnections } from '../../../../src-renderer/state/remote.ts'
import { useRuns } from '../../../../src-renderer/state/sql.ts'
import { useTabs } from '../../../../src-renderer/state/sql-tabs.ts'
import { fail, ok } from '../../../../src-shared/base/result.ts'
import type { RemoteTable } from '../../../../src-shared/contract/index.ts'
import { aRule } from '../../../fixtures/findings.ts'
import type { FakeOptions } from '../../fake-bridge.ts'
import { askedOf, showPanel } from '../show-panel.tsx'

vi.mock('../../../../src-renderer/panels/sql/editor/editor.tsx', async () => await import('./plain-editor.tsx'))
vi.mock('../../../../src-renderer/panels/sql/editor/models.ts', () => ({ forgetText: () => {} }))

beforeEach(() => {
  useTabs.setState({ byCase: {} })
  useRuns.setState({ byTab: {} })
  useConnections.setState(useConnections.getInitialState())
  hideFetch()
})
afterEach(cleanup)

const show = (answers: FakeOptions['answers'] = {}) => showPanel(<SqlPanel />, { events: 2_000, answers })
const press = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }))
const choose = (place: string) => {
  press('Here')
  fireEvent.click(screen.getByRole('menuitemcheckbox', { name: place }))
}
const fill = (label: string, text: string) =>
  fireEvent.change(screen.getByLabelText(label), { target: { value: text } })
const type = (text: string) => fireEvent.change(screen.getByLabelText('SQL query'), { target: { value: text } })

function onTrino() {
  choose('On Trino, over the trail in S3')
  press('Connection…')
  fill('Server', 'https://trino.example.com:8443/ui')
  fill('Schema', 'security')
  press('Keep')
}

const file = (name: string) => `s3://logs/acme/AWSLogs/111122223333/CloudTrail/eu-west-1/2024/03/05/${name}.json.gz`
const place = {
  location: 's3://logs/acme/AWSLogs/',
  accounts: ['111122223333'],
  families: ['CloudTrail'],
  regions: ['eu-west-1'],
  days: { first: '2024-03-05', last: '2024-03-06' },
}
const table: RemoteTable = {
  answer: {
    by: 'Trino at https://trino.example.com:8443',
    queryId: 'q1',
    columns: [{ name: 'file', type: 'varchar' }],
    rows: 3,
    isCut: false,
    scannedBytes: 2_000_000,
    elapsedMs: 900,
    resultLocation: null,
  },
  rows: [[file('a')], [file('b')], [file('a')]],
  tables: [{ table: 'cloudtrail_files', place }],
}

test('a query is sent to the server that was typed, with its days, and its rows are marked as not verified', async () => {
  const bridge = show({
    runRemote: async () => ok(table),
    trailPlaces: async () =>
      ok({
        places: [{ ...place, organization: null, accounts: ['111122223333', '444455556666'], files: 1 }],
        unplaced: 0,
      }),
  })
  onTrino()
  fill('First day of delivery', '2024-03-05')
  type('SELECT file FROM events')
  press(/^Run/)
  await screen.findByText(
    /Answered by Trino at https:\/\/trino.example.com:8443, not verified: 3 rows, 2 MB read in 0.9 s/,
  )
  expect(askedOf(bridge, 'runRemote')).toMatchObject([
    {
      sql: 'SELECT file FROM events',
      place: {
        engine: 'trino',
        endpoint: 'https://trino.example.com:8443',
        user: 'trailproof',
        catalog: null,
        schema: 'security',
      },
      days: { first: '2024-03-05', last: '9999-12-31' },
    },
  ])
  expect(askedOf(bridge, 'runSql')).toEqual([])
  await screen.findByText(/This case has 1 account \(444455556666\) that the tables do not name/)
  expect(screen.getByText(/cloudtrail_files: Below s3:\/\/logs\/acme\/AWSLogs\/ only 1 account/)).toBeTruthy()
  expect(screen.queryByRole('button', { name: 'Export…' })).toBeNull()
})

test('the log files that rows name are fetched, each once, to be verified here', async () => {
  show({ runRemote: async () => ok(table) })
  onTrino()
  press(/^Run/)
  fireEvent.click(await screen.findByRole('button', { name: 'Fetch 2 log files…' }))
  const path = 'acme/AWSLogs/111122223333/CloudTrail/eu-west-1/2024/03/05'
  expect(useFetch.getState().shown).toEqual({
    address: 's3://logs/acme/',
    logFiles: [`${path}/a.json.gz`, `${path}/b.json.gz`],
    profile: null,
  })
})

test('states and rows are shown while it runs; cancelling and closing the tab cancel it there', async () => {
  const ends: (() => void)[] = []
  const bridge = show({
    runRemote: () =>
      new Promise((resolve) =>
        ends.push(() => resolve(fail('interrupted', 'The server was told to cancel query q1.'))),
      ),
    cancelRemote: async () => {
      for (const end of ends.splice(0)) end()
      return ok(undefined)
    },
  })
  onTrino()
  press(/^Run/)
  const [{ id }] = askedOf(bridge, 'runRemote') as [{ id: string }]
  act(() => bridge.push('remoteProgress', { id, state: 'QUEUED', scannedBytes: 0, rows: 0 }))
  expect(screen.getByText('QUEUED, 0 MB read, 0 rows')).toBeTruthy()
  act(() => bridge.push('sqlRows', { id, columns: ['n'], from: 0, rows: [['so far']] }))
  expect(screen.getByText('so far')).toBeTruthy()
  press('Cancel')
  await screen.findByText('The server was told to cancel query q1.')
  press(/^Run/)
  fireEvent.keyDown(within(screen.getByRole('tablist', { name: 'Queries' })).getByRole('tab'), { key: 'Delete' })
  expect(askedOf(bridge, 'cancelRemote')).toHaveLength(2)
  expect(askedOf(bridge, 'cancelSql')).toEqual([])
})

test('without a server, or with a day that is none, nothing is sent, and it is said why', async () => {
  const bridge = show()
  choose('On Trino, over the trail in S3')
  press(/^Run/)
  await waitFor(() => expect(screen.getAllByText('No server of Trino is named.').length).toBeGreaterThan(1))
  onlyConnection()
  fill('Last day', 'yesterday')
  press(/^Run/)
  await waitFor(() =>
    expect(screen.getAllByText('“yesterday” is no day such as 2024-03-05.').length).toBeGreaterThan(1),
  )
  expect(askedOf(bridge, 'runRemote')).toEqual([])
})

function onlyConnection() {
  press('Connection…')
  fill('Server', 'https://trino.example.com')
  press('Keep')
}

test('an estimate tells what Athena would read, and what it bills', async () => {
  const bridge = show({
    estimateRemote: async () => ok([{ table: 'awsdatacatalog.security.cloudtrail_files', folders: 6, bytes: null }]),
  })
  choose('On Amazon Athena, over the trail in S3')
  press('Estimate')
  await screen.findByText(
    'awsdatacatalog.security.cloudtrail_files: would look into 6 folders; how much lies there the engine does not know.',
  )
  expect(screen.getByText(/Athena bills 10 MB a query at least/)).toBeTruthy()
  expect(askedOf(bridge, 'estimateRemote')).toMatchObject([{ place: { engine: 'athena', workgroup: 'primary' } }])
  press('Close the estimate')
  expect(askedOf(bridge, 'cancelRemote')).toHaveLength(1)
})

test('what an engine refuses is said with its words', async () => {
  show({ runRemote: async () => fail('query', "line 1:8: Column 'evenname' cannot be resolved") })
  onTrino()
  press(/^Run/)
  await screen.findByText("line 1:8: Column 'evenname' cannot be resolved")
})

test('the filter and the rules open as queries that run there and here', async () => {
  const rule = aRule({ rule: 'root', title: 'Root used' })
  show({ ruleQueries: async () => ok([{ rule, sql: 'SELECT 1 FROM events' }]) })
  fireEvent.click(await screen.findByRole('button', { name: /Events of the rule: Root used/ }))
  expect(screen.getByLabelText<HTMLTextAreaElement>('SQL query').value).toBe('SELECT 1 FROM events\n')
  fireEvent.click(screen.getByRole('button', { name: /The events that the filter shows/ }))
  expect(screen.getByLabelText<HTMLTextAreaElement>('SQL query').value).toContain('FROM events\nORDER BY "eventTime"')
})
