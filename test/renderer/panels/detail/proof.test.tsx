// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, within } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { DetailPanel } from '../../../../src-renderer/panels/detail/panel.tsx'
import { selectEvent } from '../../../../src-renderer/state/selection.ts'
import { fail, ok } from '../../../../src-shared/base/result.ts'
import type { FakeOptions } from '../../fake-bridge.ts'
import { proof } from '../../fake-ledger.ts'
import { showPanel } from '../show-panel.tsx'

afterEach(cleanup)

async function show(answers: FakeOptions['answers'] = {}) {
  const bridge = showPanel(<DetailPanel />, { events: 100, answers })
  selectEvent(7)
  fireEvent.click(await screen.findByRole('tab', { name: 'Proof' }))
  return bridge
}
const links = async (name = 'Chain of proof') =>
  within(await screen.findByRole('region', { name })).getAllByRole('listitem')

test('the last word comes first, then every link with what it is and whether it holds', async () => {
  await show()
  expect((await screen.findByText('proven')).closest('.proof-mark')!.classList).toContain('verdict-verified')
  expect(screen.getByText(/every link holds, from the record to the public key/)).toBeTruthy()
  expect((await links()).map((link) => within(link).getByRole('heading').textContent)).toEqual([
    'Record read',
    'Log file hash computed',
    'Digest entry holds',
    'Signature of the digest holds',
    'Public key holds',
  ])
})

test('hashes are whole where they are copied from, and the signed text keeps its four lines', async () => {
  await show()
  const [record, file, entry, signature, key] = await links()
  expect(record!.textContent).toContain('record 4 of the file, bytes 4,200 to 5,011')
  expect(within(file!).getByTitle('a'.repeat(64))).toBeTruthy()
  expect(within(entry!).getByTitle('a'.repeat(64))).toBeTruthy()
  expect(within(signature!).getByTitle('cd'.repeat(256))).toBeTruthy()
  expect(signature!.textContent).toContain('the next digest')
  expect(signature!.querySelectorAll('.proof-signed > *')).toHaveLength(4)
  expect(within(key!).getByTitle('ab'.repeat(16))).toBeTruthy()
})

test('the proof is copied as JSON', async () => {
  const written = vi.fn(async () => {})
  vi.stubGlobal('navigator', { ...navigator, clipboard: { writeText: written } })
  document.execCommand = () => false
  await show()
  fireEvent.click(await screen.findByRole('button', { name: 'Copy proof as JSON' }))
  await screen.findByRole('button', { name: 'Copied' })
  expect(written).toHaveBeenCalledWith(JSON.stringify(proof, null, 2))
  vi.unstubAllGlobals()
})

test('a link that fails and one that is unknown are told apart by word, and copies each have a chain', async () => {
  const [copy] = proof.copies
  const [record, file, entry] = copy!.links
  await show({
    eventProof: async () =>
      ok({
        ...proof,
        outcome: 'disproved',
        conclusion: 'The file is not what a proven digest states.',
        conflicting: true,
        copiesTotal: 2,
        copies: [
          { outcome: 'disproved', conclusion: 'Its file is invalid.', links: [record!, { ...file!, holds: 'fails' }] },
          {
            outcome: 'not-provable',
            conclusion: 'No digest lists its file.',
            links: [{ ...entry!, holds: 'unknown', sentence: 'No digest lists it.' }],
          },
        ],
      }),
  })
  expect(await screen.findByText('The copies differ in content: each has a proof of its own.')).toBeTruthy()
  expect(screen.getAllByText('invalid')).toHaveLength(2)
  expect((await links('Copy 1 of 2'))[1]!.textContent).toContain('Log file hash fails')
  expect((await links('Copy 2 of 2'))[0]!.textContent).toContain('Digest entry unknown')
  expect(screen.getByText('not provable')).toBeTruthy()
})

test('records beyond the first fifty are read when they are asked for', async () => {
  const [copy] = proof.copies
  const page = (offset: number, limit: number) => Array.from({ length: Math.min(limit, 60 - offset) }, () => copy!)
  await show({
    eventProof: async ({ offset, limit }) =>
      ok({ ...proof, copiesTotal: 60, copiesBefore: offset, copies: page(offset, limit) }),
  })
  await screen.findByText(/The first 50 of 60 copies are listed/)
  expect(screen.queryByRole('region', { name: 'Copy 60 of 60' })).toBe(null)
  fireEvent.click(screen.getByRole('button', { name: 'Show more' }))
  await screen.findByRole('region', { name: 'Copy 60 of 60' })
  expect(screen.queryByText(/copies are listed/)).toBe(null)
})

test('the hash of an invalid log file is computed, and nothing of its proof looks proven', async () => {
  const [copy] = proof.copies
  const [record, file, entry] = copy!.links
  const altered = [record!, file!, { ...entry!, holds: 'fails' as const }]
  const copies = [{ outcome: 'disproved' as const, conclusion: 'Its file is invalid.', links: altered }]
  await show({ eventProof: async () => ok({ ...proof, outcome: 'disproved', copies }) })
  expect((await links()).map((link) => within(link).getByRole('heading').textContent)).toEqual([
    'Record read',
    'Log file hash computed',
    'Digest entry fails',
  ])
  expect(document.querySelectorAll('.proof .verdict-verified')).toHaveLength(0)
})

test('a case that was not verified is no fault, a failure is', async () => {
  await show({ eventProof: async () => fail('not-verified', 'The case was not verified.') })
  expect(await screen.findByText('The case was not verified.')).toBeTruthy()
  expect(screen.queryByRole('alert')).toBe(null)
  await show({ eventProof: async () => fail('bug', 'The engine ended.') })
  expect((await screen.findByRole('alert')).textContent).toContain('The engine ended.')
})
