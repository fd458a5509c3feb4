import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  chooseEnrichment,
  createEnrichmentChoice,
  tellEnrichment,
} from '../../../src-main/service/enrichment-choice.ts'
import { createStateFiles } from '../../../src-main/service/state-file.ts'
import { ok } from '../../../src-shared/base/result.ts'
import type { ChosenFile, EnrichmentFile } from '../../../src-shared/model/enrichment.ts'
import type { Sha256 } from '../../../src-shared/model/event.ts'
import { createFakeEngine } from '../../fixtures/fake-engine.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'trailproof-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const hash = 'a'.repeat(64) as Sha256
const asRead = ({ path }: ChosenFile) => ({ path, sha256: hash }) as EnrichmentFile

test('what is chosen is kept with the hash that it had, and told to the engine of the next start', async () => {
  const told: (readonly ChosenFile[])[] = []
  const engine = createFakeEngine({
    enrich: async ({ files }) => {
      told.push(files)
      return ok({ files: files.map(asRead), addresses: 0 })
    },
  })
  const file = join(folder, 'enrichment.json')
  const state = createStateFiles(() => false)
  await chooseEnrichment(engine, createEnrichmentChoice(file, state), ['/data/City.mmdb', '/data/City.mmdb'])
  tellEnrichment(engine, createEnrichmentChoice(file, state))
  expect(told).toEqual([[{ path: '/data/City.mmdb', sha256: null }], [{ path: '/data/City.mmdb', sha256: hash }]])
  await chooseEnrichment(engine, createEnrichmentChoice(file, state), [])
  tellEnrichment(engine, createEnrichmentChoice(file, state))
  expect(told).toHaveLength(3)
})

test('a damaged choice is none, and one that cannot be written counts until the program ends', async () => {
  const file = join(folder, 'damaged.json')
  writeFileSync(file, '[{"path": 7}]')
  const choice = createEnrichmentChoice(
    file,
    createStateFiles(() => true),
  )
  expect(choice.files()).toEqual([])
  choice.keep([{ path: '/data/own.csv', sha256: null }])
  expect(choice.files()).toEqual([{ path: '/data/own.csv', sha256: null }])
})
