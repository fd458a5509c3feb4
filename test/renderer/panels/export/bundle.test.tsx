// @vitest-environment happy-dom
import { act, cleanup, fireEvent, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ExportDialog } from '../../../../src-renderer/panels/export/panel.tsx'
import { hideExport, showBundle } from '../../../../src-renderer/state/export.ts'
import { fail } from '../../../../src-shared/base/result.ts'
import type { FakeOptions } from '../../fake-bridge.ts'
import { askedOf, showPanel } from '../show-panel.tsx'

beforeEach(hideExport)
afterEach(cleanup)

async function show(options: Partial<FakeOptions> = {}) {
  const bridge = showPanel(<ExportDialog />, { events: 40, ...options })
  act(showBundle)
  await screen.findByRole('button', { name: 'Bundle 40 events' })
  type('File to write', '/out/bundle.zip')
  return bridge
}
const type = (label: string, value: string) => fireEvent.change(screen.getByLabelText(label), { target: { value } })
const button = () => screen.getByRole<HTMLButtonElement>('button', { name: 'Bundle 40 events' })

test('a bundle is signed with the key that is named, or not at all where that is chosen', async () => {
  const bridge = await show()
  expect(button().disabled).toBe(true)
  expect(screen.getByText(/Choose the file of a private key, or do not sign/)).toBeTruthy()
  type('File with the private key', ' /keys/ana.p12 ')
  type('Its password', ' secret ')
  fireEvent.click(button())
  await waitFor(() => expect(askedOf(bridge, 'exportBundle')).toHaveLength(1))
  expect(askedOf(bridge, 'exportBundle')[0]).toMatchObject({
    file: '/out/bundle.zip',
    signer: { key: '/keys/ana.p12', certificate: null, password: ' secret ' },
  })
  cleanup()
  hideExport()
  const other = await show()
  fireEvent.click(screen.getByLabelText('Sign the manifest'))
  expect(screen.getByText(/nothing shows who made the bundle/)).toBeTruthy()
  fireEvent.click(button())
  await waitFor(() => expect(askedOf(other, 'exportBundle')[0]).toMatchObject({ signer: null, incident: null }))
  cleanup()
  hideExport()
  const third = await show()
  fireEvent.click(screen.getByLabelText('Sign the manifest'))
  fireEvent.click(screen.getByLabelText('Put the incident report in it'))
  fireEvent.click(button())
  await waitFor(() =>
    expect(askedOf(third, 'exportBundle')[0]).toMatchObject({ incident: { kind: 'incident', incidents: null } }),
  )
})

test('why nobody can sign is told, and the dialog stays', async () => {
  await show({ answers: { exportBundle: async () => fail('bad-key', 'The password of the private key is wrong.') } })
  type('File with the private key', '/keys/ana.p12')
  fireEvent.click(button())
  expect((await screen.findByRole('alert')).textContent).toBe('The password of the private key is wrong.')
  expect(button().disabled).toBe(false)
})
