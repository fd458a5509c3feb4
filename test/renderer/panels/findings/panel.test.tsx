// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, within } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { FindingsPanel } from '../../../../src-renderer/panels/findings/panel.tsx'
import { useEntity } from '../../../../src-renderer/state/entity.ts'
import { useFilter } from '../../../../src-renderer/state/filter.ts'
import { useLayout } from '../../../../src-renderer/state/layout.ts'
import { fail, ok } from '../../../../src-shared/base/result.ts'
import type { UtcMs } from '../../../../src-shared/base/time.ts'
import { findings } from '../../fake-case.ts'
import { panelStates } from '../../harness/panel-states.ts'
import { showPanel } from '../show-panel.tsx'

afterEach(cleanup)

test('findings come by severity, the gravest first, and rules that found nothing are named', async () => {
  showPanel(<FindingsPanel />, panelStates['findings-many']!)
  expect((await screen.findByRole('heading', { level: 1 })).textContent).toBe('8 findings from 4 of 15 rules.')
  expect(screen.getAllByRole('region').map((region) => region.getAttribute('aria-label'))).toEqual([
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
  for (const text of [finding.why, finding.benignCauses, '2024-03-02 16:00:00Z'])
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
