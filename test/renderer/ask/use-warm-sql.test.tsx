// @vitest-environment happy-dom
import { act } from '@testing-library/react'
import { expect, test } from 'vitest'
import { useWarmSql } from '../../../src-renderer/ask/use-warm-sql.ts'
import { useCase } from '../../../src-renderer/state/case.ts'
import type { CaseSummary } from '../../../src-shared/contract/index.ts'
import { summaryOf } from '../fake-case.ts'
import { mount } from '../mount.tsx'

const unjudged = { isBeingJudged: true, integrity: null, proof: null, eventsByVerdict: null } as unknown as CaseSummary

function Probe() {
  useWarmSql()
  return null
}

test('the engine of dashboards is asked to start once for each case, when its files are judged', () => {
  const show = (summary: CaseSummary | null) => act(() => useCase.setState({ summary }))
  const bridge = mount(<Probe />, { events: 10 })
  const asked = () => bridge.asked.filter(({ name }) => name === 'warmSql').length
  show(null)
  show({ ...summaryOf(10), ...unjudged })
  expect(asked()).toBe(0)
  show(summaryOf(10))
  show({ ...summaryOf(10), duplicates: 3 })
  expect(asked()).toBe(1)
  show({ ...summaryOf(10), id: 'another' })
  expect(asked()).toBe(2)
})
