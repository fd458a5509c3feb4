import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { caseView, keepCaseView } from '../../../src-main/service/case-view.ts'
import { ok } from '../../../src-shared/base/result.ts'
import type { CaseView } from '../../../src-shared/contract/case-view.ts'
import { everything, filterOf } from '../../../src-shared/filter/model.ts'
import { viewParts } from '../../../src-shared/model/case-file.ts'
import { caseFileWords } from '../../../src-shared/words/case-file.ts'

const denied = filterOf([{ column: 'errorCode', operator: 'is', values: ['AccessDenied'] }])
const place = {
  section: 'events',
  entity: null,
  session: null,
  filter: everything,
  setAside: [],
  sort: { column: 'eventTime', descending: false },
} as const
const view: Partial<CaseView> = {
  places: { seen: [place, { ...place, filter: denied, setAside: [denied.where] }], at: 1 },
  zone: 'Europe/Berlin',
  noise: { filters: [{ name: 'reads', text: '-readOnly=true' }], on: [] },
}

/** A case file by the texts of its parts. */
function aCaseFile(parts: Record<string, string>) {
  return {
    parts,
    caseWork: async () => ok(parts),
    keepCaseWork: async ({ part, value }: { readonly part: string; readonly value: string }) => {
      parts[part] = value
      return ok(undefined)
    },
  }
}

test('a view is in the case file by part, and comes back', async () => {
  const file = aCaseFile({ bookmarks: '[]' })
  expect(await keepCaseView(file, '/case.trailproof', view)).toEqual(ok(undefined))
  expect(Object.keys(file.parts)).toEqual(['bookmarks', 'view-places', 'view-zone', 'view-noise'])
  expect(await caseView(file)).toEqual(ok({ view, later: [], damaged: [] }))
})

test('a case file of a version that kept no view has none, and nothing is told', async () => {
  expect(await caseView(aCaseFile({ bookmarks: '[]', queries: '[]' }))).toEqual(
    ok({ view: {}, later: [], damaged: [] }),
  )
})

test('what a later version kept, and what is damaged, is named, and the rest comes back', async () => {
  const file = aCaseFile({})
  await keepCaseView(file, '/case.trailproof', view)
  file.parts['view-noise'] = '{"form":2,"value":{"else":[]}}'
  file.parts['view-places'] = file.parts['view-places']!.replace('"errorCode"', '"no such column"')
  file.parts['view-layout'] = '{"form":1,"val'
  const kept = await caseView(file)
  expect(kept).toEqual(ok({ view: { zone: view.zone }, later: ['noise'], damaged: ['places', 'layout'] }))
  expect(kept.ok && caseFileWords.viewNotShown(kept.value.later, kept.value.damaged)).toEqual([
    'A later version of Trailproof kept noise filters in the case file. It is not shown, and stays as it is.',
    'What the case file has of the filter and earlier filters, columns and panes is damaged and is not shown.',
  ])
})

test('the README of case files lists the parts of a view', () => {
  const readme = readFileSync(join(import.meta.dirname, '../../../src-main/case-file/README.md'), 'utf8')
  expect([...readme.matchAll(/^\| `view-(\w+)` \|/gm)].map(([, part]) => part)).toEqual(viewParts)
})
