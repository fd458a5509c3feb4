// @vitest-environment happy-dom
import { act, cleanup, fireEvent, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ExaminerLogDialog } from '../../../../src-renderer/panels/examiner-log/panel.tsx'
import { hideExaminerLog, recordFilters, showExaminerLog } from '../../../../src-renderer/state/examiner-log.ts'
import { addPart } from '../../../../src-renderer/state/filter.ts'
import { ok } from '../../../../src-shared/base/result.ts'
import type { UtcMs } from '../../../../src-shared/base/time.ts'
import type { LogState } from '../../../../src-shared/model/examiner-log.ts'
import { showPanel } from '../show-panel.tsx'

beforeEach(hideExaminerLog)
afterEach(cleanup)

const head = { n: 2, hash: 'b'.repeat(64) }
const whole: LogState = { lines: 2, problems: [], head, anchor: head, afterAnchor: 0 }
const line = { n: 2, time: 0 as UtcMs, who: 'Ana', version: '0.1.0', sentence: 'Closed the case.', hash: head.hash }

async function show(state: LogState, notKept: string | null = null) {
  const shown = showPanel(<ExaminerLogDialog />, {
    events: 9,
    answers: {
      examinerLog: async () =>
        ok({
          examiner: { name: 'ana', is: 'account' },
          total: 1,
          lines: [line],
          state,
          notKept,
          file: '/state/1.jsonl',
        }),
    },
  })
  act(showExaminerLog)
  await screen.findByText(/has no secret/)
  return shown
}

test('the log says that its lines follow from each other, and what that does not show', async () => {
  const bridge = await show(whole)
  expect(screen.getByText(/All 2 lines follow from each other\. Line 2 is the head that was kept apart\./)).toBeTruthy()
  expect(screen.getByText(/until you give your name/)).toBeTruthy()
  fireEvent.change(screen.getByLabelText('Your name'), { target: { value: ' Ana Example ' } })
  fireEvent.click(screen.getByRole('button', { name: 'Use this name' }))
  expect(bridge.asked).toContainEqual({ name: 'nameExaminer', input: { name: 'Ana Example' } })
})

test('each line that was altered is named, and that lines are not kept is said', async () => {
  const problems = [{ code: 'edited', at: 3, n: 3 }, { code: 'missing', from: 5, until: 9 }] as const // biome-ignore format: a list
  await show({ ...whole, problems }, 'Lines are not kept.')
  expect(screen.getByText(/Line 3 was edited.*Lines 5 to 9 are missing\./)).toBeTruthy()
  expect(screen.getByRole('alert').textContent).toBe('Lines are not kept.')
})

test('each filter that the window shows is told to the host', async () => {
  const bridge = await show(whole)
  const end = recordFilters()
  act(() => addPart({ text: 'ConsoleLogin' }))
  end()
  expect(bridge.asked.filter(({ name }) => name === 'filterShown')).toHaveLength(1)
})
