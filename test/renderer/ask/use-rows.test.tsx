// @vitest-environment happy-dom
import { act, screen } from '@testing-library/react'
import { useCallback, useState } from 'react'
import { beforeEach, expect, test } from 'vitest'
import { type Page, type Rows, useRows } from '../../../src-renderer/ask/use-rows.ts'
import { useCase } from '../../../src-renderer/state/case.ts'
import { fail, ok, type Result } from '../../../src-shared/base/result.ts'
import { mount } from '../mount.tsx'

interface Asked {
  readonly question: string
  readonly offset: number
  readonly answer: (result: Result<Page<string>>) => Promise<void>
}

let asked: Asked[] = []
let rows: Rows<string>
let ask: (question: string) => void = () => {}

function Probe() {
  const [question, setQuestion] = useState('all')
  ask = setQuestion
  const fetch = useCallback(
    (offset: number) =>
      new Promise<Result<Page<string>>>((resolve) => {
        asked.push({ question, offset, answer: (result) => act(async () => resolve(result)) })
      }),
    [question],
  )
  rows = useRows(question, fetch)
  return <p>{`${rows.state} ${rows.total} ${rows.rowAt(0) ?? '-'} ${rows.refreshing}`}</p>
}

const block = (question: string, offset: number, total = 1_000) =>
  ok({ total, rows: Array.from({ length: Math.min(200, total - offset) }, (_, at) => `${question} ${offset + at}`) })

beforeEach(() => {
  asked = []
  useCase.setState({ generation: 1 })
  mount(<Probe />)
})

test('the first block comes unasked, the others when they come into view', async () => {
  expect(screen.getByText('loading 0 - true')).toBeTruthy()
  await asked[0]!.answer(block('all', 0))
  expect(screen.getByText('ready 1000 all 0 false')).toBeTruthy()
  act(() => rows.onRange(190, 410))
  expect(asked.slice(0, 3).map(({ offset }) => offset)).toEqual([0, 200, 400])
  await asked[2]!.answer(block('all', 400))
  expect(rows.rowAt(399)).toBeUndefined()
  expect(rows.rowAt(400)).toBe('all 400')
})

test('a block is asked for once', async () => {
  await asked[0]!.answer(block('all', 0))
  act(() => rows.onRange(200, 230))
  act(() => rows.onRange(210, 240))
  expect(asked.filter(({ offset }) => offset === 200)).toHaveLength(1)
})

test('rows that scroll are asked for before they come into view, few of them at a time, and none behind the last', async () => {
  await asked[0]!.answer(block('all', 0, 5_000))
  act(() => rows.onRange(40, 70))
  act(() => rows.onRange(90, 120))
  expect(asked.map(({ offset }) => offset)).toEqual([0, 200, 400])
  act(() => rows.onRange(790, 820))
  expect(asked.slice(3).map(({ offset }) => offset)).toEqual([600, 800, 1_000, 1_200])
  for (const each of asked.slice(1)) await each.answer(block('all', each.offset, 5_000))
  act(() => rows.onRange(4_950, 4_980))
  expect(asked.slice(7).map(({ offset }) => offset)).toEqual([4_800])
})

test('old rows stay until the new question is answered, from its top', async () => {
  await asked[0]!.answer(block('all', 0))
  act(() => rows.onRange(600, 640))
  await asked[1]!.answer(block('all', 600))
  act(() => ask('errors'))
  expect(screen.getByText('ready 1000 all 0 true')).toBeTruthy()
  expect(rows.answersOther).toBe(true)
  expect(asked.at(-1)).toMatchObject({ question: 'errors', offset: 0 })
  await asked.at(-1)!.answer(block('errors', 0, 30))
  expect(screen.getByText('ready 30 errors 0 false')).toBeTruthy()
  expect(rows.answersOther).toBe(false)
})

test('answers to an older question are dropped', async () => {
  act(() => ask('errors'))
  await asked[1]!.answer(block('errors', 0, 30))
  await asked[0]!.answer(block('all', 0))
  expect(screen.getByText('ready 30 errors 0 false')).toBeTruthy()
})

test('a case that grew is asked again where the reader is', async () => {
  await asked[0]!.answer(block('all', 0))
  act(() => rows.onRange(600, 640))
  await asked[1]!.answer(block('all', 600))
  act(() => useCase.setState({ generation: 2 }))
  expect(asked.at(-1)).toMatchObject({ question: 'all', offset: 600 })
  expect([rows.refreshing, rows.answersOther]).toEqual([true, false])
})

test('a failure is told and can be tried again', async () => {
  await asked[0]!.answer(fail('bug', 'The engine is gone.'))
  expect(rows.state).toBe('failed')
  expect(rows.failure?.message).toBe('The engine is gone.')
  act(() => rows.again())
  await asked[1]!.answer(block('all', 0))
  expect(rows.state).toBe('ready')
})
