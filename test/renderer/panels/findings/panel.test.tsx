// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { FindingsPanel } from '../../../../src-renderer/panels/findings/panel.tsx'
import { useBookmarks } from '../../../../src-renderer/state/bookmarks.ts'
import { useEntity } from '../../../../src-renderer/state/entity.ts'
import { useFilter } from '../../../../src-renderer/state/filter.ts'
import { useFindings } from '../../../../src-renderer/state/findings.ts'
import { useLayout } from '../../../../src-renderer/state/layout.ts'
import { caseTabs, selectedTab } from '../../../../src-renderer/state/sql-tabs.ts'
import { fail, ok } from '../../../../src-shared/base/result.ts'
import { hourMs, type UtcMs } from '../../../../src-shared/base/time.ts'
import type { Finding } from '../../../../src-shared/contract/findings.ts'
import type { Incident } from '../../../../src-shared/contract/incidents.ts'
import type { Insight } from '../../../../src-shared/contract/insights.ts'
import { everything, filterOf } from '../../../../src-shared/filter/model.ts'
import { formatFilter } from '../../../../src-shared/filter/text.ts'
import { findings } from '../../fake-case.ts'
import { panelStates } from '../../harness/panel-states.ts'
import { showPanel } from '../show-panel.tsx'

afterEach(() => {
  cleanup()
  useFindings.setState(useFindings.getInitialState())
  useBookmarks.setState(useBookmarks.getInitialState())
})

test('findings come by severity, the gravest first, and rules that found nothing are named', async () => {
  showPanel(<FindingsPanel />, panelStates['findings-many']!)
  expect((await screen.findByRole('heading', { level: 1 })).textContent).toBe('8 findings from 4 of 15 rules.')
  expect(screen.getAllByRole('region').map((region) => region.getAttribute('aria-label'))).toEqual([
    'Anomalies',
    'Defense Evasion',
    'Detections',
    'Severity high',
    'Severity medium',
    'Severity low',
    'Severity info',
  ])
  expect(screen.getByText('11 rules found nothing')).toBeTruthy()
  expect(screen.getByText('Rule number 15 of the CIS benchmark')).toBeTruthy()
})

test('a finding tells its numbers, time, reason and harmless causes, and opens its events', async () => {
  showPanel(<FindingsPanel />, { events: 100 })
  const article = await screen.findByRole('article')
  const finding = findings[0]!
  expect(article.textContent).toContain(finding.sentence)
  for (const text of [finding.why, finding.benignCauses, finding.next, '2024-03-02 16:00:00Z'])
    expect(within(article).getByText(text)).toBeTruthy()
  fireEvent.click(within(article).getByRole('button', { name: 'Show 3 events' }))
  expect(useFilter.getState().filter).toEqual(finding.filter)
  expect(useLayout.getState().section).toBe('events')
})

test('the principal of a finding leads to its page', async () => {
  const [finding] = findings
  const arn = 'arn:aws:iam::111122223333:user/anna'
  const named = { ...finding!, sentence: `${arn} made 3 calls.` }
  showPanel(<FindingsPanel />, { events: 100, answers: { findings: async () => ok([named]) } })
  fireEvent.click(await screen.findByRole('button', { name: arn }))
  expect(useEntity.getState().entity).toEqual({ kind: 'principal', value: arn })
  expect(useLayout.getState().section).toBe('entities')
})

test('what only counts further subjects is read after the findings it refers to', async () => {
  const [finding] = findings
  const rest = {
    ...finding!,
    id: 'rest',
    firstSeen: 0 as UtcMs,
    sentence: '9 further subjects.',
    isRest: true,
  } as const
  showPanel(<FindingsPanel />, { events: 100, answers: { findings: async () => ok([rest, finding!]) } })
  const articles = await screen.findAllByRole('article')
  expect(articles[0]!.textContent).toContain(finding!.sentence)
  expect(within(articles[1]!).getByText('9 further subjects.')).toBeTruthy()
})

test('no findings: the rules that ran are listed, and no more is claimed', async () => {
  showPanel(<FindingsPanel />, panelStates['findings-none']!)
  expect(await screen.findByText('The 1 rule that ran found nothing.')).toBeTruthy()
  expect(screen.getByText(/That says only that no event meets/)).toBeTruthy()
  expect(screen.getByText(findings[0]!.title)).toBeTruthy()
})

test('no rule ran: silence is not shown as an answer', async () => {
  showPanel(<FindingsPanel />, {
    events: 10,
    answers: { findings: async () => ok([]), rules: async () => ok([]) },
  })
  expect(await screen.findByText('No rule has run on this case.')).toBeTruthy()
})

test('a failure is a sentence', async () => {
  showPanel(<FindingsPanel />, { events: 10, answers: { findings: async () => fail('bug', 'A rule stopped.') } })
  expect((await screen.findByRole('alert')).textContent).toContain('A rule stopped.')
})

const story: Incident = {
  id: 'anna 2024-03-02T16:00:00Z',
  title: 'user/anna: 1 finding, Defense Evasion',
  paragraph: 'user/anna is behind 3 events.',
  severity: 'high',
  actors: ['arn:aws:iam::111122223333:user/anna'],
  addresses: ['203.0.113.77'],
  accounts: ['111122223333'],
  sessions: [],
  firstSeen: findings[0]!.firstSeen,
  lastSeen: findings[0]!.lastSeen,
  steps: [
    {
      finding: findings[0]!.id,
      title: findings[0]!.title,
      severity: 'high',
      firstSeen: findings[0]!.firstSeen,
      lastSeen: findings[0]!.lastSeen,
      events: 3,
      tactics: ['Defense Evasion'],
      isAttempt: false,
    },
  ],
  events: 3,
  proven: 3,
  filter: findings[0]!.filter,
  score: { severity: 10, rarity: 1, sequence: 1, proof: 1 },
}
const second: Finding = { ...findings[0]!, id: 'b:anna', rule: 'b', title: 'User created', severity: 'medium', techniques: ['T1136.003'], sentence: 'anna made mallory.' } // biome-ignore format: one finding
const checked: Finding = {
  ...findings[0]!,
  id: 'cis:anna',
  rule: 'cis',
  title: 'Checklist item',
  severity: 'low',
  block: 'checklist',
}
const withStory = {
  findings: async () => ok([findings[0]!, second, checked]),
  incidents: async () => ok([story, { ...story, id: 'other', title: 'user/ben: 2 findings', steps: [] }]),
}

test('incidents come first, the first with its steps; a step leads to its finding, whatever was sought', async () => {
  showPanel(<FindingsPanel />, { events: 100, answers: withStory })
  const first = await screen.findByRole('article', { name: story.title })
  expect(screen.getAllByRole('article')[0]).toBe(first)
  expect(within(screen.getByRole('article', { name: 'user/ben: 2 findings' })).queryByRole('list')).toBeNull()
  fireEvent.change(screen.getByLabelText('Find in findings'), { target: { value: 'mallory' } })
  expect(screen.queryByRole('article', { name: findings[0]!.title })).toBeNull()
  fireEvent.click(within(first).getByRole('button', { name: findings[0]!.title }))
  const finding = await screen.findByRole('article', { name: findings[0]!.title })
  await waitFor(() => expect(document.activeElement).toBe(finding))
  fireEvent.click(within(first).getByRole('button', { name: 'Show 3 events' }))
  expect(useFilter.getState().filter).toEqual(story.filter)
})

test('what is around an incident is a short filter, from so many hours before it to as many after', async () => {
  showPanel(<FindingsPanel />, { events: 100, answers: withStory })
  const first = await screen.findByRole('article', { name: story.title })
  fireEvent.change(within(first).getByLabelText('Time before and after'), { target: { value: '6' } })
  fireEvent.click(within(first).getByRole('button', { name: 'Events around' }))
  const { filter } = useFilter.getState()
  expect(filter.range).toEqual({ from: story.firstSeen! - 6 * hourMs, until: story.lastSeen! + 6 * hourMs + 1 })
  expect(formatFilter({ ...filter, range: null })).toBe(
    `(incident="${story.id}" OR origin=${story.actors[0]} OR userIdentityArn=${story.actors[0]} OR sourceIPAddress=203.0.113.77)`,
  )
})

test('findings are sought by words, severity and tactic, and grouped as asked; the checklist stands apart', async () => {
  showPanel(<FindingsPanel />, { events: 100, answers: withStory })
  const titles = () => screen.getAllByRole('heading', { level: 4 }).map(({ textContent }) => textContent)
  await screen.findByText('Checklist item')
  expect(titles()).toEqual([findings[0]!.title, 'User created', 'Checklist item'])
  fireEvent.change(screen.getByLabelText('Severity'), { target: { value: 'medium' } })
  expect(titles()).toEqual([findings[0]!.title, 'User created'])
  fireEvent.change(screen.getByLabelText('Tactic'), { target: { value: 'Persistence' } })
  expect(titles()).toEqual(['User created'])
  fireEvent.change(screen.getByLabelText('Find in findings'), { target: { value: 'nobody' } })
  fireEvent.click(screen.getByRole('button', { name: 'Show all findings' }))
  expect(titles()).toHaveLength(3)
  fireEvent.change(screen.getByLabelText('Group by'), { target: { value: 'incident' } })
  const groups = within(screen.getByRole('region', { name: 'Detections' })).getAllByRole('heading', { level: 3 })
  expect(groups.map(({ textContent }) => textContent)).toEqual([`${story.title}1 finding`, 'Of no incident1 finding'])
})

test('the rule’s SQL is shown, and opens in the section SQL', async () => {
  const rules = async () => ok([{ ...findings[0]!, sql: 'SELECT * FROM events WHERE 1' }])
  showPanel(<FindingsPanel />, { events: 100, answers: { ...withStory, rules } })
  fireEvent.click((await screen.findAllByRole('button', { name: 'Show its SQL' }))[0]!)
  expect(screen.getByText('SELECT * FROM events WHERE 1')).toBeTruthy()
  fireEvent.click(screen.getByRole('button', { name: 'Open in SQL' }))
  expect(useLayout.getState().section).toBe('sql')
  expect(selectedTab(caseTabs()).text).toBe('SELECT * FROM events WHERE 1')
})

test('a technique of the matrix leads to the findings that name it; one that only rules look for leads nowhere', async () => {
  const rules = async () => ok([{ ...findings[0]!, techniques: ['T1562.008', 'T1485'] as const }])
  showPanel(<FindingsPanel />, { events: 100, answers: { ...withStory, rules } })
  await screen.findByText(/findings name 1 of the 2 techniques|findings name 2 of the 2 techniques/)
  const impact = screen.getByRole('region', { name: 'Impact', hidden: true })
  expect(within(impact).queryByRole('button', { hidden: true })).toBeNull()
  expect(impact.textContent).toContain('no finding names it')
  const evasion = screen.getByRole('region', { name: 'Defense Evasion', hidden: true })
  fireEvent.click(within(evasion).getByRole('button', { hidden: true }))
  expect(screen.getAllByRole('heading', { level: 4 }).map(({ textContent }) => textContent)).toEqual([findings[0]!.title, 'Checklist item'])
}) // biome-ignore format: one line an expectation

test('what CloudTrail Insights recorded stands beside what the case has of it, and leads to the events', async () => {
  const activityFilter = filterOf([{ column: 'eventName', operator: 'is', values: ['ListUsers'] }])
  const insight: Insight = {
    id: 'i', type: 'ApiErrorRateInsight', account: '111122223333', region: 'us-east-1', eventSource: 'iam.amazonaws.com', eventName: 'ListUsers', errorCode: 'AccessDenied',
    start: findings[0]!.firstSeen, end: null, activity: { recorded: 1.2, found: { events: 6, minutes: 5 } }, baseline: { recorded: null, found: null }, baselineHeld: null,
    attributions: [{ attribute: 'userAgent', insight: [{ value: null, rate: 1.2 }], baseline: [] }], filter: everything, activityFilter,
  } // biome-ignore format: facts
  showPanel(<FindingsPanel />, { events: 100, answers: { ...withStory, insights: async () => ok([insight]) } })
  const article = await screen.findByRole('article', { name: /^Unusual rate of errors: ListUsers/ })
  expect(article.textContent).toContain('recorded 1.2 a minute, found 1.2 (6 events in 5 minutes)')
  expect(article.textContent).toContain('none (1.2 a minute)')
  fireEvent.click(within(article).getByRole('button', { name: 'Show 6 events' }))
  expect(useFilter.getState().filter).toEqual(activityFilter)
})

test('a dismissed finding is folded and counted, with the reason; taken back, it is there again', async () => {
  showPanel(<FindingsPanel />, { events: 100, answers: withStory })
  const second = await screen.findByRole('article', { name: 'User created' })
  fireEvent.click(within(second).getByRole('button', { name: 'Dismiss' }))
  const folded = await screen.findByText('1 dismissed finding')
  const entry = within(folded.closest('details')!).getByRole('article', { name: 'User created', hidden: true })
  fireEvent.change(await within(entry).findByLabelText('Note'), { target: { value: 'the new colleague' } })
  fireEvent.click(within(entry).getByRole('button', { name: 'Save the note', hidden: true }))
  await within(entry).findByText('the new colleague')
  fireEvent.click(within(entry).getByRole('button', { name: 'Dismissed', hidden: true }))
  await waitFor(() => expect(screen.queryByText('1 dismissed finding')).toBeNull())
  expect(screen.getByRole('article', { name: 'User created' }).textContent).toContain('the new colleague')
})

test('an incident whose findings are all dismissed stands last, closed, and says so', async () => {
  showPanel(<FindingsPanel />, { events: 100, answers: { ...withStory, incidents: async () => ok([story, { ...story, id: 'other', title: 'user/ben: 2 findings', steps: [{ ...story.steps[0]!, finding: 'b:anna' }] }]) } })
  const finding = await screen.findByRole('article', { name: findings[0]!.title })
  fireEvent.click(within(finding).getByRole('button', { name: 'Dismiss' }))
  await screen.findByText('· all its findings are dismissed')
  expect(screen.getAllByRole('article').slice(0, 2).map((article) => article.getAttribute('aria-label'))).toEqual(['user/ben: 2 findings', story.title])
}) // biome-ignore format: one line a case

test('a finding about many principals tells each with its events, once it is unfolded', async () => {
  const [finding] = findings
  const ofCase: Finding = { ...finding!, rule: 'cis-4.01', id: 'cis-4.01:the case' }
  const counted = ok({ values: [{ value: 'arn:aws:iam::111122223333:user/anna', events: 7 }], distinct: 1, absent: 0 })
  const bridge = showPanel(<FindingsPanel />, { events: 100, answers: { findings: async () => ok([ofCase, { ...finding!, id: 'one' }]), facet: async () => counted } })
  const details = (await screen.findAllByText('Principals behind it, with their events')).map((each) => each.closest('details')!)
  expect([details.length, bridge.asked.filter(({ name }) => name === 'facet').length]).toEqual([1, 0])
  details[0]!.open = true
  fireEvent(details[0]!, new Event('toggle'))
  fireEvent.click(await screen.findByRole('button', { name: /^Show 7 events with .*anna$/ }))
  expect(bridge.asked.filter(({ name }) => name === 'facet').map(({ input }) => input)).toEqual([{ filter: ofCase.filter, column: 'actor', search: '', limit: 8 }])
  expect(JSON.stringify(useFilter.getState().filter)).toContain('"column":"actor"')
}) // biome-ignore format: one line a step
