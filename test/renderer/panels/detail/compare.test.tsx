// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, within } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { CompareDialog } from '../../../../src-renderer/panels/detail/compare/dialog.tsx'
import { comparedPlaces } from '../../../../src-renderer/panels/detail/compare/places.ts'
import { readJsonTree } from '../../../../src-renderer/panels/detail/json-tree.ts'
import {
  clearCompared,
  compareEvents,
  mostCompared,
  toggleCompared,
  useCompare,
} from '../../../../src-renderer/state/compare.ts'
import { ok } from '../../../../src-shared/base/result.ts'
import { detailOf } from '../../fake-events.ts'
import { showPanel } from '../show-panel.tsx'

afterEach(() => {
  clearCompared()
  cleanup()
})

const placesOf = (...records: readonly unknown[]) =>
  comparedPlaces(
    records.map((record) => (record === null ? null : readJsonTree(JSON.stringify(record)))),
    100,
  )

test('places come in the order of the first record, and what only others have behind what it follows there', () => {
  const places = placesOf(
    { a: 1, b: { c: 'x', d: [1, 2] }, e: null },
    { a: 1, new: true, b: { c: 'y', d: [1] }, e: null },
  )
  expect(places.map(({ path, texts }) => [path, ...texts])).toEqual([
    ['a', '1', '1'],
    ['new', null, 'true'],
    ['b.c', '"x"', '"y"'],
    ['b.d[0]', '1', '1'],
    ['b.d[1]', '2', null],
    ['e', 'null', 'null'],
  ])
  expect(places.filter(({ differs }) => differs).map(({ path }) => path)).toEqual(['new', 'b.c', 'b.d[1]'])
})

test('three records that agree but one; an empty list is a place; a record that is not there differs in nothing', () => {
  const places = placesOf({ a: [] }, null, { a: [] }, { a: [1] })
  expect(places).toEqual([
    { path: 'a[0]', texts: [null, null, null, '1'], differs: true },
    { path: 'a', texts: ['[]', null, '[]', null], differs: true },
  ])
  expect(placesOf({ a: 1 }, null)).toEqual([{ path: 'a', texts: ['1', null], differs: false }])
})

test('names with dots and digits stand in quotes, as in the filter', () => {
  expect(placesOf({ requestParameters: { 'a.b': { '0': 'x' } } }).map(({ path }) => path)).toEqual([
    'requestParameters."a.b".0',
  ])
})

test('events stand side by side: what differs is shown first, all of it when asked', async () => {
  const text = (role: string) => JSON.stringify({ eventName: 'AssumeRole', requestParameters: { roleArn: role } })
  const roles = ['role/Deploy', 'role/Admin', 'role/Deploy']
  showPanel(<CompareDialog />, {
    events: 100,
    answers: {
      eventDetail: async ({ row }) => {
        const detail = detailOf(row, 100)
        return ok({ ...detail, copies: [{ ...detail.copies[0]!, text: text(roles[row]!) }] })
      },
    },
  })
  compareEvents([0, 1, 2])
  await screen.findByText('1 of 2 places of the records differ.')
  const table = screen.getByRole('table')
  expect(
    within(table)
      .getAllByRole('row')
      .slice(1)
      .map((row) => row.textContent),
  ).toEqual(['requestParameters.roleArn"role/Deploy""role/Admin""role/Deploy"'])
  fireEvent.click(screen.getByRole('checkbox', { name: 'Show what is equal, too' }))
  expect(within(table).getAllByRole('row')).toHaveLength(3)
  fireEvent.click(screen.getAllByRole('button', { name: 'Take out of the comparison' })[1]!)
  await screen.findByText('The records are equal in all of their 2 places.')
})

test('a record that cannot be read is told and not compared', async () => {
  showPanel(<CompareDialog />, {
    events: 100,
    answers: {
      eventDetail: async ({ row }) => {
        const detail = detailOf(0, 100)
        const copy = row === 0 ? detail.copies[0]! : { ...detail.copies[0]!, text: '{"eventName": "Huge', isCut: true }
        return ok({ ...detail, row, copies: [copy] })
      },
    },
  })
  compareEvents([0, 1])
  await screen.findByText(/^Its record cannot be read whole here/)
  expect(screen.getByText(/^The records are equal/)).toBeTruthy()
})

test('a sixth event is not taken', () => {
  for (let row = 0; row < 7; row++) toggleCompared(row)
  expect(useCompare.getState().rows).toEqual([0, 1, 2, 3, 4])
  expect(mostCompared).toBe(5)
})
