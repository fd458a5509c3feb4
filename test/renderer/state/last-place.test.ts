// @vitest-environment happy-dom
import { beforeEach, expect, test, vi } from 'vitest'
import { ok } from '../../../src-shared/base/result.ts'
import { fakeBridge } from '../fake-bridge.ts'

/** A page that has just been loaded; what the tab keeps is left from the page before. */
async function load(events = 40) {
  vi.resetModules()
  // Rows are numbered anew: the event is another row now.
  const foundAt7 = async () => ok({ total: 1, lines: [{ row: 7, values: {} }] })
  const bridge = fakeBridge({ events, answers: { events: foundAt7 } })
  Object.defineProperty(window, 'trailproof', { value: bridge, configurable: true })
  const [
    { startSession, useCase },
    filter,
    { useSelection, selectEvent, nameSelection },
    { formatFilter },
    { parseFilter },
  ] = await Promise.all([
    import('../../../src-renderer/state/case.ts'),
    import('../../../src-renderer/state/filter.ts'),
    import('../../../src-renderer/state/selection.ts'),
    import('../../../src-shared/filter/text.ts'),
    import('../../../src-shared/filter/text.ts'),
  ])
  const end = startSession()
  await vi.waitFor(() => expect(useCase.getState().summary).not.toBeNull())
  const text = () => formatFilter(filter.useFilter.getState().filter)
  const add = (typed: string) => {
    const read = parseFilter(typed)
    if (!read.ok) throw new Error(read.message)
    filter.narrowTo({ filter: read.value, notes: [] })
  }
  return { ...filter, useSelection, selectEvent, nameSelection, text, add, end }
}

beforeEach(() => sessionStorage.clear())

test('a reload comes back to the filter, what was switched off, the order and the event', async () => {
  const before = await load()
  before.add('time=2024-03-05T10:00:00Z.. eventName=GetUser (awsRegion=eu-west-1 OR NOT errorCode=*)')
  before.switchOff({ column: 'eventName', operator: 'is', values: ['GetUser'] })
  before.sortBy('eventName')
  before.selectEvent(3)
  before.nameSelection(3, 'an-id')
  before.end()

  const after = await load()
  expect(after.text()).toBe('time=2024-03-05T10:00:00Z.. (awsRegion=eu-west-1 OR NOT errorCode=*)')
  expect(after.useFilter.getState().setAside).toEqual([{ column: 'eventName', operator: 'is', values: ['GetUser'] }])
  expect(after.useFilter.getState().sort.column).toBe('eventName')
  await vi.waitFor(() => expect(after.useSelection.getState()).toMatchObject({ row: 7, eventID: 'an-id' }))
  after.end()
})

test.each([
  'not JSON',
  '{"caseId":"another","filter":"eventName=A","setAside":[],"sort":{"column":"eventTime"}}',
  'null',
])('what the tab keeps of another case, or what is damaged, is left alone: %s', async (kept) => {
  sessionStorage.setItem('trailproof-last-place', kept)
  const page = await load()
  expect(page.text()).toBe('')
  page.end()
})
