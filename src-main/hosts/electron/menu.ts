import type { MenuItemConstructorOptions } from 'electron'
import type { RecentCase } from '../../../src-shared/contract/index.ts'

/** The actions of the menu. */
export interface MenuActions {
  openFolder(): void
  openCaseFile(): void
  addFolder(): void
  openSample(): void
  openRecent(recent: RecentCase): void
  closeCase(): void
  showAbout(): void
  showLicences(): void
}

export interface MenuState {
  readonly recent: readonly RecentCase[]
  readonly isMac: boolean
}

const separator: MenuItemConstructorOptions = { type: 'separator' }

export function menuTemplate({ recent, isMac }: MenuState, act: MenuActions): MenuItemConstructorOptions[] {
  const recentItems: MenuItemConstructorOptions[] = recent.map((each) => ({
    // An ampersand alone marks the next letter as the key to press.
    label: each.paths.join(', ').replaceAll('&', '&&'),
    click: () => act.openRecent(each),
  }))
  const file: MenuItemConstructorOptions[] = [
    { label: 'Open Folder…', accelerator: 'CmdOrCtrl+O', click: act.openFolder },
    { label: 'Open Case File…', click: act.openCaseFile },
    { label: 'Add to Case…', accelerator: 'CmdOrCtrl+Shift+O', click: act.addFolder },
    { label: 'Open Recent', enabled: recentItems.length > 0, submenu: recentItems },
    { label: 'Open Sample Case', click: act.openSample },
    separator,
    { label: 'Close Case', accelerator: 'CmdOrCtrl+Shift+W', click: act.closeCase },
    isMac ? { role: 'close' } : { role: 'quit' },
  ]
  const view: MenuItemConstructorOptions[] = [
    { role: 'resetZoom' },
    { role: 'zoomIn' },
    { role: 'zoomOut' },
    { role: 'togglefullscreen' },
    separator,
    { role: 'toggleDevTools' },
  ]
  return [
    ...(isMac ? [{ role: 'appMenu' } satisfies MenuItemConstructorOptions] : []),
    { label: 'File', submenu: file },
    { role: 'editMenu' },
    { label: 'View', submenu: view },
    { role: 'windowMenu' },
    {
      role: 'help',
      submenu: [
        { label: 'About Trailproof', click: act.showAbout },
        { label: 'Licences of What Is Shipped', click: act.showLicences },
      ],
    },
  ]
}
