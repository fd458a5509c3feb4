// @vitest-environment happy-dom
import { act, cleanup, fireEvent, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { FilterPanel } from '../../../../src-renderer/panels/filter/panel.tsx'
import { narrowTo, useFilter } from '../../../../src-renderer/state/filter.ts'
import { formatFilter, formatWhere, readFilter } from '../../../../src-shared/filter/text.ts'
import { showPanel } from '../show-panel.tsx'

afterEach(cleanup)
beforeEach(() => void showPanel(<FilterPanel />, { events: 40 }))

function ask(text: string) {
  const read = readFilter(text)
  if (!read.ok) throw new Error(read.message)
  act(() => narrowTo(read.value))
}
const asked = () => formatFilter(useFilter.getState().filter)
const setAside = () => useFilter.getState().setAside.map(formatWhere)

/** Of the chip whose text this is, one entry of its menu. */
async function choose(chip: string | RegExp, entry: string) {
  fireEvent.click(screen.getByRole('button', { name: chip }))
  fireEvent.click(await screen.findByRole('menuitem', { name: entry }))
}

test('a group is shown with what joins its parts, and can be negated and taken back', async () => {
  ask('(eventName=A OR userName=b) awsRegion=us-east-1')
  const group = 'eventName is A OR userName is b'
  await choose(group, 'Turn into NOT')
  expect(asked()).toBe('NOT (eventName=A OR userName=b) awsRegion=us-east-1')
  await choose(/^NOT \(/, 'Take the NOT away')
  expect(asked()).toBe('(eventName=A OR userName=b) awsRegion=us-east-1')
})

test('a condition is negated by its operator', async () => {
  ask('eventName=~^Get eventName^=Put')
  await choose('eventName matches ^Get', 'Turn into “does not match”')
  await choose('eventName starts with Put', 'Turn into NOT')
  expect(asked()).toBe('eventName!=~^Get NOT eventName^=Put')
})

test('the parts of a group whose NOT is taken away stand side by side', async () => {
  ask('NOT (eventName=A userName=b)')
  await choose(/^NOT \(/, 'Take the NOT away')
  expect(asked()).toBe('eventName=A userName=b')
})

test('a part that is switched off stays in sight, out of force, and comes back', async () => {
  ask('eventName=A (userName=b OR userName=c)')
  await choose('eventName is A', 'Switch off')
  expect(asked()).toBe('(userName=b OR userName=c)')
  expect(setAside()).toEqual(['eventName=A'])
  await choose('off eventName is A', 'Switch on')
  expect(asked()).toBe('(userName=b OR userName=c) eventName=A')
  expect(setAside()).toEqual([])
})

test('clearing the filter clears what is switched off, too', async () => {
  ask('eventName=A')
  await choose('eventName is A', 'Switch off')
  fireEvent.click(screen.getByRole('button', { name: 'Clear the filter' }))
  expect(setAside()).toEqual([])
})

test('a part is edited as text; the others stay', async () => {
  ask('eventName=A awsRegion=us-east-1')
  await choose('eventName is A', 'Edit…')
  const text = await screen.findByRole('textbox', { name: 'Filter text' })
  expect((text as HTMLTextAreaElement).value).toBe('eventName=A')
  fireEvent.change(text, { target: { value: 'eventName=(' } })
  fireEvent.change(text, { target: { value: 'eventName=A* OR userName=b' } })
  fireEvent.click(screen.getByRole('button', { name: 'Use this part' }))
  expect(asked()).toBe('awsRegion=us-east-1 (eventName*=A* OR userName=b)')
})

test('Delete removes a group as it removes a condition', () => {
  ask('(eventName=A OR userName=b) awsRegion=us-east-1')
  fireEvent.keyDown(screen.getByRole('button', { name: 'eventName is A OR userName is b' }), { key: 'Delete' })
  expect(asked()).toBe('awsRegion=us-east-1')
})
