// @vitest-environment happy-dom
import { act, screen } from '@testing-library/react'
import { useState } from 'react'
import { beforeEach, expect, test } from 'vitest'
import { useQuery } from '../../../src-renderer/ask/use-query.ts'
import { useCase } from '../../../src-renderer/state/case.ts'
import { fail, ok } from '../../../src-shared/base/result.ts'
import type { Answer } from '../../../src-shared/contract/index.ts'
import { everything } from '../../../src-shared/filter/model.ts'
import { summaryOf } from '../fake-case.ts'
import { mount } from '../mount.tsx'

type FacetAnswer = Answer<'facet'>
const counted = (events: number): FacetAnswer => ok({ values: [{ value: 'GetUser', events }], distinct: 1, absent: 0 })

let answers: Record<string, (answer: FacetAnswer) => void> = {}
let ask: (search: string) => void = () => {}

function Probe() {
  const [search, setSearch] = useState('a')
  ask = setSearch
  const query = useQuery('facet', { filter: everything, column: 'eventName', search, limit: 1 })
  if (query.state === 'ready')
    return <p>{`${query.value.values[0]?.events}${query.refreshing ? ' refreshing' : ''}`}</p>
  if (query.state === 'failed')
    return (
      <button type="button" onClick={query.again}>
        {query.failure.message}
      </button>
    )
  return <p>loading</p>
}

beforeEach(() => {
  answers = {}
  useCase.setState({ summary: summaryOf(10), generation: 1 })
  mount(<Probe />, {
    events: 10,
    answers: { facet: ({ search }) => new Promise((resolve) => (answers[search] = resolve)) },
  })
})

const answer = (search: string, value: FacetAnswer) => act(async () => answers[search]!(value))

test('loading, then the answer', async () => {
  expect(screen.getByText('loading')).toBeTruthy()
  await answer('a', counted(3))
  expect(screen.getByText('3')).toBeTruthy()
})

test('the last answer stays while the next is awaited', async () => {
  await answer('a', counted(3))
  act(() => ask('b'))
  expect(screen.getByText('3 refreshing')).toBeTruthy()
  await answer('b', counted(5))
  expect(screen.getByText('5')).toBeTruthy()
})

test('an answer that comes too late is dropped', async () => {
  act(() => ask('b'))
  await answer('b', counted(5))
  await answer('a', counted(3))
  expect(screen.getByText('5')).toBeTruthy()
})

test('a case that grew is asked again', async () => {
  await answer('a', counted(3))
  act(() => useCase.setState({ generation: 2 }))
  await answer('a', counted(4))
  expect(screen.getByText('4')).toBeTruthy()
})

test('nothing of another case is shown', async () => {
  await answer('a', counted(3))
  act(() => useCase.setState({ summary: { ...summaryOf(10), id: 'another' }, generation: 2 }))
  expect(screen.getByText('loading')).toBeTruthy()
})

test('a failure is told and can be tried again', async () => {
  await answer('a', fail('bug', 'The engine is gone.'))
  act(() => screen.getByText('The engine is gone.').click())
  await answer('a', counted(3))
  expect(screen.getByText('3')).toBeTruthy()
})
