// @vitest-environment happy-dom
import { act, screen } from '@testing-library/react'
import { useState } from 'react'
import { expect, test } from 'vitest'
import { useEntityCommands } from '../../../../src-renderer/app/palette/entity-commands.ts'
import { useCase } from '../../../../src-renderer/state/case.ts'
import { ok } from '../../../../src-shared/base/result.ts'
import type { Answer } from '../../../../src-shared/contract/index.ts'
import { summaryOf } from '../../fake-case.ts'
import { mount } from '../../mount.tsx'

let type: (text: string) => void = () => {}

function Probe() {
  const [text, setText] = useState('security')
  type = setText
  return <p>{['found:', ...useEntityCommands(text).map(({ label }) => label)].join(' ')}</p>
}

test('of an earlier answer only the values stay that the text still finds', async () => {
  const answers: Record<string, (answer: Answer<'facet'>) => void> = {}
  useCase.setState({ summary: summaryOf(10), generation: 1 })
  const facet = ({ column, search }: { readonly column: string; readonly search: string }) =>
    column === 'eventName'
      ? new Promise<Answer<'facet'>>((resolve) => (answers[search] = resolve))
      : Promise.resolve<Answer<'facet'>>(ok({ values: [], distinct: 0, absent: 0 }))
  mount(<Probe />, { events: 10, answers: { facet } })
  const value = (name: string) => ({ value: name, events: 1 })
  await act(async () =>
    answers.security!(
      ok({ values: [value('DescribeSecurityGroups'), value('SecurityMonitor')], distinct: 2, absent: 0 }),
    ),
  )
  expect(screen.getByText('found: DescribeSecurityGroups SecurityMonitor')).toBeTruthy()
  act(() => type('securitymon'))
  expect(screen.getByText('found: SecurityMonitor')).toBeTruthy()
})
