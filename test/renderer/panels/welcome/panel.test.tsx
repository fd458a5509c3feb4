// @vitest-environment happy-dom
import { act, cleanup, fireEvent, screen, waitFor } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { DirectoryDialog } from '../../../../src-renderer/panels/directory/panel.tsx'
import { WelcomePanel } from '../../../../src-renderer/panels/welcome/panel.tsx'
import { takeJob } from '../../../../src-renderer/state/jobs.ts'
import { useOpen } from '../../../../src-renderer/state/open.ts'
import { ok } from '../../../../src-shared/base/result.ts'
import { runningJob } from '../../fake-bridge.ts'
import { panelStates } from '../../harness/panel-states.ts'
import { askedOf, showPanel } from '../show-panel.tsx'

afterEach(cleanup)

const show = (options = panelStates['welcome-refused']!) =>
  showPanel(
    <>
      <WelcomePanel />
      <DirectoryDialog />
    </>,
    options,
  )
const list = () => screen.findByRole('listbox')
const press = (element: HTMLElement, ...keys: string[]) => {
  for (const key of keys) fireEvent.keyDown(element, { key })
}
const current = (element: HTMLElement) =>
  document.getElementById(element.getAttribute('aria-activedescendant')!)!.textContent

test('a newcomer is told what this is and that nothing leaves the machine', () => {
  show({ events: null })
  expect(screen.getByText(/Everything stays on this computer/)).toBeTruthy()
  expect(screen.getByRole('button', { name: /^Open folder/ })).toBeTruthy()
  expect(screen.queryByText('Opened before')).toBe(null)
})

test('the sample case is one press away', () => {
  const bridge = show({ events: null })
  fireEvent.click(screen.getByRole('button', { name: 'Open the sample case' }))
  expect(askedOf(bridge, 'openSample')).toHaveLength(1)
})

test('a recent case opens again, or is forgotten', async () => {
  const bridge = show(panelStates['welcome-recent'])
  fireEvent.click(screen.getByText('case 12'))
  expect(askedOf(bridge, 'openCase')).toEqual([{ paths: ['/mnt/share/case 12'] }])
  fireEvent.click(screen.getByRole('button', { name: 'Forget /mnt/share/case 12' }))
  await waitFor(() => expect(screen.queryByText('case 12')).toBe(null))
})

test('a recent case opens with all its folders, and its key lists apart from the evidence', async () => {
  const bridge = show(panelStates['welcome-recent'])
  fireEvent.click(screen.getByText('organization and 1 more'))
  expect(askedOf(bridge, 'openCase')).toEqual([
    {
      paths: ['/home/ana/trails/organization', '/mnt/share/keys'],
      trust: { keyPaths: ['/mnt/share/keys'], acceptsEvidence: false },
    },
  ])
})

test('Electron asks with the system’s dialog', async () => {
  const bridge = show({ events: null, answers: { pickPaths: async () => ok(['/evidence/a', '/evidence/b']) } })
  fireEvent.click(screen.getByRole('button', { name: /^Open folder/ }))
  await waitFor(() => expect(askedOf(bridge, 'openCase')).toEqual([{ paths: ['/evidence/a', '/evidence/b'] }]))
})

test('a refused folder comes with what to do', async () => {
  show()
  fireEvent.click(screen.getByRole('button', { name: /^Open folder/ }))
  await list()
  fireEvent.click(screen.getByRole('button', { name: 'Open “ana”' }))
  expect(await screen.findByText(/^Check that the folder is still there/)).toBeTruthy()
  expect(useOpen.getState().failure?.message).toContain('/home/ana')
})

test.each([
  ['a folder without evidence', { nothingFound: true }, /^Choose the folder that holds the log files/],
  ['an opening that failed', {}, /^Nothing was opened. Try again/],
])('%s comes with what to do', async (_what, failure, advice) => {
  show({ events: null })
  act(() => takeJob({ ...runningJob, state: 'failed', message: 'It failed.', ...failure }))
  expect(screen.getByText(advice)).toBeTruthy()
})

test('the directory browser goes by keyboard: move, type ahead, mark, enter, up', async () => {
  const bridge = show()
  fireEvent.click(screen.getByRole('button', { name: /^Open folder/ }))
  const box = await list()
  press(box, 'ArrowDown')
  expect(current(box)).toBe('CloudTrail')
  press(box, 't', 'r')
  expect(current(box)).toBe('trail-a')
  press(box, ' ', 'ArrowDown', ' ')
  expect(screen.getAllByRole('option', { selected: true }).map(({ textContent }) => textContent)).toEqual([
    'trail-a',
    'trail-b',
  ])
  press(box, 'Home', 'Enter')
  await waitFor(() => expect(askedOf(bridge, 'listDirectory').at(-1)).toEqual({ path: '/home/ana/AWSLogs' }))
  // The list that is left may still be shown: what is pressed there is lost with it.
  press(await screen.findByRole('listbox', { name: 'Content of /home/ana/AWSLogs' }), 'Backspace')
  await waitFor(() => expect(askedOf(bridge, 'listDirectory').at(-1)).toEqual({ path: '/home' }))
})

test('several marked folders and files open as one case', async () => {
  const bridge = show()
  fireEvent.click(screen.getByRole('button', { name: /^Open folder/ }))
  await list()
  fireEvent.click(screen.getByText('logs'))
  fireEvent.click(screen.getByText('public-keys.json'))
  fireEvent.click(screen.getByRole('button', { name: 'Open 2 selected' }))
  expect(askedOf(bridge, 'openCase')).toEqual([{ paths: ['/home/ana/logs', '/home/ana/public-keys.json'] }])
})

test('a pasted path that cannot be listed leaves the list as it is and says why', async () => {
  show()
  fireEvent.click(screen.getByRole('button', { name: /^Open folder/ }))
  await list()
  const path = screen.getByLabelText('Path of a folder')
  fireEvent.change(path, { target: { value: '/secret' } })
  await act(async () => fireEvent.submit(path.closest('form')!))
  expect(screen.getByRole('alert').textContent).toContain('reading it is not permitted')
  expect(screen.getByText('evidence-2024')).toBeTruthy()
})

test('files beyond those listed are counted', async () => {
  show()
  fireEvent.click(screen.getByRole('button', { name: /^Open folder/ }))
  await list()
  expect(screen.getByText(/410 more files not listed/)).toBeTruthy()
})

test('a path that was typed is opened as it stands, whatever folder is listed, also that of a file', async () => {
  const bridge = show()
  fireEvent.click(screen.getByRole('button', { name: /^Open folder/ }))
  await list()
  fireEvent.click(screen.getByText('logs'))
  const path = screen.getByLabelText('Path of a folder')
  fireEvent.change(path, { target: { value: '/evidence/one.json.gz ' } })
  fireEvent.click(screen.getByRole('button', { name: 'Open “one.json.gz”' }))
  expect(askedOf(bridge, 'openCase')).toEqual([{ paths: ['/evidence/one.json.gz'] }])
})
