// @vitest-environment happy-dom
import { cleanup, fireEvent, screen } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { NotReadMark } from '../../../src-renderer/parts/not-read.tsx'
import { useLayout } from '../../../src-renderer/state/layout.ts'
import { useSources } from '../../../src-renderer/state/sources.ts'
import { showPanel } from '../panels/show-panel.tsx'

afterEach(cleanup)

test('the mark says how many files were not read whole, names the reasons, and opens Sources at them', () => {
  showPanel(<NotReadMark />, { events: 40 })
  const mark = screen.getByRole('button', { name: '2 files not read whole' })
  expect(mark.title).toMatch(/^Not read, or not read whole: 1 file is damaged.*; 1 file may hold CloudTrail events/)
  fireEvent.click(mark)
  expect(useLayout.getState().section).toBe('sources')
  expect(useSources.getState()).toEqual({ tab: 'files', asked: { kind: null, problemsOnly: true, text: '' } })
})
