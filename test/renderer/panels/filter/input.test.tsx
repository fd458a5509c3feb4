// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { FilterInput } from '../../../../src-renderer/panels/filter/input.tsx'
import { useFilter } from '../../../../src-renderer/state/filter.ts'
import { partsOf } from '../../../../src-shared/filter/asks.ts'
import { showPanel } from '../show-panel.tsx'

afterEach(cleanup)

const show = () => {
  showPanel(<FilterInput />, { events: 1000 })
  return screen.findByRole<HTMLInputElement>('combobox')
}

test('a column, an operator and a value are chosen one after another, and the list is there for each', async () => {
  const input = await show()
  fireEvent.focus(input)
  fireEvent.change(input, { target: { value: 'userIdentityA' } })
  fireEvent.click(await screen.findByRole('option', { name: /^userIdentityArn/ }))
  fireEvent.click((await screen.findAllByRole('option', { name: /^is\b/ }))[0]!)
  expect(input.value).toBe('userIdentityArn = ')
  const values = await screen.findAllByRole('option')
  fireEvent.click(values[0]!)
  expect(partsOf(useFilter.getState().filter)).toMatchObject([{ column: 'userIdentityArn', operator: 'is' }])
  expect(input.value).toBe('')
  await waitFor(() => expect(screen.queryByRole('option')).toBe(null))
})

test('nothing is marked in the list that follows a choice by keyboard', async () => {
  const input = await show()
  fireEvent.focus(input)
  fireEvent.change(input, { target: { value: 'awsReg' } })
  await screen.findByRole('option', { name: /^awsRegion/ })
  fireEvent.keyDown(input, { key: 'ArrowDown' })
  expect(input.getAttribute('aria-activedescendant')).toBeTruthy()
  fireEvent.keyDown(input, { key: 'Enter' })
  await screen.findAllByRole('option', { name: /^is\b/ })
  expect(input.value).toBe('awsRegion ')
  expect(input.getAttribute('aria-activedescendant')).toBe(null)
})

test('behind other terms, in a group and after NOT, the next term is offered, too, and joins what is typed', async () => {
  const input = await show()
  fireEvent.focus(input)
  fireEvent.change(input, { target: { value: 'readOnly=false NOT (awsReg' } })
  fireEvent.click(await screen.findByRole('option', { name: /^awsRegion/ }))
  expect(input.value).toBe('readOnly=false NOT (awsRegion ')
  fireEvent.click((await screen.findAllByRole('option', { name: /^is\b/ }))[0]!)
  expect(input.value).toBe('readOnly=false NOT (awsRegion=')
  const [value] = await screen.findAllByRole('option')
  const region = value!.textContent!.match(/^[a-z]+-[a-z]+-\d/)![0]
  fireEvent.click(value!)
  expect(input.value).toBe(`readOnly=false NOT (awsRegion=${region} `)
  fireEvent.change(input, { target: { value: `${input.value})` } })
  fireEvent.keyDown(input, { key: 'Enter' })
  expect(partsOf(useFilter.getState().filter).at(-1)).toMatchObject({ not: { column: 'awsRegion', values: [region] } })
})
