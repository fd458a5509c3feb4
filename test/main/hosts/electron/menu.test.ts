import type { MenuItemConstructorOptions } from 'electron'
import { expect, test } from 'vitest'
import { type MenuActions, menuTemplate } from '../../../../src-main/hosts/electron/menu.ts'
import type { UtcMs } from '../../../../src-shared/base/time.ts'

const menuWith = (recentPaths: readonly string[], isMac = false) => {
  const done: string[] = []
  const act: MenuActions = {
    choose: (choice) => done.push(choice.does === 'openRecent' ? `recent ${choice.recent.paths}` : choice.does),
    showAbout: () => done.push('about'),
    showLicences: () => done.push('licences'),
  }
  const recent = recentPaths.map((path) => ({
    paths: [path],
    keyPaths: [],
    acceptsEvidence: false,
    openedAt: 0 as UtcMs,
    events: 1,
  }))
  const template = menuTemplate({ recent, isMac }, act)
  return { template, done }
}
const flat = (items: readonly MenuItemConstructorOptions[]): MenuItemConstructorOptions[] =>
  items.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? flat(item.submenu) : [])])
const find = (template: readonly MenuItemConstructorOptions[], label: string) =>
  flat(template).find((item) => item.label === label)!
const click = (item: MenuItemConstructorOptions) => (item.click as () => void)()

test('every item of ours does its one thing', () => {
  const { template, done } = menuWith(['/evidence/a & b'])
  for (const label of [
    'Open Folder…',
    'Open Case File…',
    'Add to Case…',
    'Open Sample Case',
    '/evidence/a && b',
    'Close Case',
    'About Trailproof',
    'Licences of What Is Shipped',
  ])
    click(find(template, label))
  expect(done).toEqual([
    'openFolder', 'openCaseFile', 'addFolder', 'openSample', 'recent /evidence/a & b', 'closeCase', 'about', 'licences',
  ]) // biome-ignore format: a list
})

test('without recent cases their menu is off', () => {
  expect(find(menuWith([]).template, 'Open Recent').enabled).toBe(false)
  expect(find(menuWith(['/a']).template, 'Open Recent').enabled).toBe(true)
})

test('macOS has its application menu, others quit from File', () => {
  expect(menuWith([], true).template[0]).toEqual({ role: 'appMenu' })
  expect(flat(menuWith([]).template).some(({ role }) => role === 'quit')).toBe(true)
})
