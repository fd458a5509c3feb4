import type { MenuItemConstructorOptions } from 'electron'
import type { MenuChoice, RecentCase } from '../../../src-shared/contract/index.ts'

/** The actions of the menu. */
export interface MenuActions {
  /** Is done by the window. */
  choose(choice: MenuChoice): void
  showAbout(): void
  showLicences(): void
}

export interface MenuState {
  readonly recent: readonly RecentCase[]
  readonly isMac: boolean
}

const separator: MenuItemConstructorOptions = { type: 'separator' }

export function menuTemplate({ recent, isMac }: MenuState, act: MenuActions): MenuItemConstructorOptions[] {
  const choosing = (choice: MenuChoice) => () => act.choose(choice)
  const recentItems: MenuItemConstructorOptions[] = recent.map((each) => ({
    // An ampersand alone marks the next letter as the key to press.
    label: each.paths.join(', ').replaceAll('&', '&&'),
    click: choosing({ does: 'openRecent', recent: each }),
  }))
  const file: MenuItemConstructorOptions[] = [
    { label: 'Open Folder…', accelerator: 'CmdOrCtrl+O', click: choosing({ does: 'openFolder' }) },
    { label: 'Open Case File…', click: choosing({ does: 'openCaseFile' }) },
    { label: 'Add to Case…', accelerator: 'CmdOrCtrl+Shift+O', click: choosing({ does: 'addFolder' }) },
    { label: 'Open Recent', enabled: recentItems.length > 0, submenu: recentItems },
    { label: 'Open Sample Case', click: choosing({ does: 'openSample' }) },
    separator,
    { label: 'Close Case', accelerator: 'CmdOrCtrl+Shift+W', click: choosing({ does: 'closeCase' }) },
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
