// @vitest-environment happy-dom
import { expect, test } from 'vitest'
import { sectionOf, sections } from '../../../src-renderer/app/sections.ts'
import { sectionKeys, shortcutsOf } from '../../../src-renderer/app/shortcuts.ts'
import { namedSections } from '../../../src-renderer/state/layout.ts'

test('no two sections share an id, a name or a key', () => {
  for (const field of ['id', 'name', 'digit'] as const)
    expect(new Set(sections.map((section) => section[field])).size).toBe(sections.length)
})

test('the sections that panels lead to are in the table', () => {
  const ids: readonly string[] = sections.map(({ id }) => id)
  expect(namedSections.filter((name) => !ids.includes(name))).toEqual([])
})

test('an id that an older version kept leads to the first section', () => {
  expect(sectionOf('charts').id).toBe('overview')
  expect(sectionOf('sources').name).toBe('Sources')
})

test('the help names every section with the key that works in this host', () => {
  expect(sectionKeys(1, 'browser')).toBe('Alt+1')
  for (const host of ['browser', 'electron'] as const)
    for (const { name, digit } of sections)
      expect(shortcutsOf(host)).toContainEqual({ keys: sectionKeys(digit, host), what: name })
})
