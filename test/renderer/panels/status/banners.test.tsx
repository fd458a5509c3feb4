// @vitest-environment happy-dom
import { act, cleanup, fireEvent, screen } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { Banners } from '../../../../src-renderer/panels/status/banners.tsx'
import { useCase } from '../../../../src-renderer/state/case.ts'
import { useLayout } from '../../../../src-renderer/state/layout.ts'
import { useSources } from '../../../../src-renderer/state/sources.ts'
import { type FileKind, fileKinds } from '../../../../src-shared/model/event.ts'
import { notReadOf, type UnreadFile } from '../../../../src-shared/model/not-read.ts'
import { summaryOf } from '../../fake-case.ts'
import { showPanel } from '../show-panel.tsx'

afterEach(cleanup)

const noFiles = Object.fromEntries(fileKinds.map((kind) => [kind, 0])) as Record<FileKind, number>

/** A case of a hundred log files, and a hundred digests, of which so many are damaged. */
function show(damaged: number) {
  const unread = Array.from(
    { length: damaged },
    (_, n): UnreadFile => ({ path: `/evidence/${n}.json.gz`, kind: 'damaged', reason: 'It is cut off.' }),
  )
  showPanel(<Banners />, {
    events: 100,
    summary: { files: { ...noFiles, log: 100, digest: 100 }, notRead: notReadOf(unread, [], 0), conflicting: 0 },
  })
}

test('a tenth of the files that may hold events, not read, is told above every section, and leads to them', () => {
  show(10)
  expect(screen.getByRole('alert').textContent).toMatch(/^A large part was not read.*10 files are damaged/)
  fireEvent.click(screen.getByRole('button', { name: 'Show' }))
  expect(useLayout.getState().section).toBe('sources')
  expect(useSources.getState().asked).toMatchObject({ problemsOnly: true })
})

test('it can be put away, and less than a tenth raises none', () => {
  show(10)
  fireEvent.click(screen.getByRole('button', { name: 'Dismiss' }))
  expect(screen.queryByRole('alert')).toBe(null)
  show(9)
  expect(screen.queryByRole('alert')).toBe(null)
})

test('what the program was started with and could not be opened is told until something is open', () => {
  showPanel(<Banners />, { events: null })
  act(() => useCase.setState({ notOpened: '/evidence does not exist.' }))
  expect(screen.getByRole('alert').textContent).toBe('/evidence does not exist.')
  act(() => useCase.setState({ summary: summaryOf(1) }))
  expect(screen.queryByText('/evidence does not exist.')).toBe(null)
})
