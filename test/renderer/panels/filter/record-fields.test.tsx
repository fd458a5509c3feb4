// @vitest-environment happy-dom
import { act, cleanup, screen } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { FilterPanel } from '../../../../src-renderer/panels/filter/panel.tsx'
import { addPart, clearFilter } from '../../../../src-renderer/state/filter.ts'
import { ok } from '../../../../src-shared/base/result.ts'
import type { RecordField } from '../../../../src-shared/contract/index.ts'
import { recordPath } from '../../../../src-shared/filter/record-path.ts'
import { askedOf, showPanel } from '../show-panel.tsx'

afterEach(() => {
  cleanup()
  clearFilter()
})

const path = recordPath('requestParameters.bucketName')!

function show(field: Partial<RecordField>) {
  const told = { path, events: 12, filesNotRead: 0, problem: null, ...field }
  const bridge = showPanel(<FilterPanel />, { events: 40, answers: { recordFields: async () => ok([told]) } })
  act(() => addPart({ column: path, operator: 'is', values: ['logs'] }))
  return bridge
}

test('files whose records do not tell a value are named below the filter that asks for it', async () => {
  show({ filesNotRead: 2, problem: '/case/one.json.gz has changed since it was opened.' })
  await screen.findByText(
    '“requestParameters.bucketName” is not known of the records of 2 files that could not be read: /case/one.json.gz has changed since it was opened.',
  )
})

test('where all were read nothing is said; the condition is a chip', async () => {
  const bridge = show({})
  await screen.findByText(/requestParameters\.bucketName/)
  await act(async () => {})
  expect(askedOf(bridge, 'recordFields')).not.toEqual([])
  expect(screen.queryByText(/is not known of the records/)).toBeNull()
})
