import type { BrowserWindow, BrowserWindowConstructorOptions, NativeTheme, Screen } from 'electron'
import type { StateFiles } from '../../service/state-file.ts'
import { hardenedPreferences } from './hardening.ts'
import { appUrl } from './origin.ts'
import { placeWindow, smallestWindow, type WindowState } from './window-state.ts'

export interface WindowParts {
  readonly BrowserWindow: new (options: BrowserWindowConstructorOptions) => BrowserWindow
  readonly screen: Pick<Screen, 'getAllDisplays'>
  readonly nativeTheme: Pick<NativeTheme, 'shouldUseDarkColors'>
  readonly preload: string
  /** Where no desktop entry says it: an AppImage, or a folder. */
  readonly icon: string
}

/** The one window, where it was last, shown when there is something to see. */
export function openWindow(parts: WindowParts, state: WindowState): BrowserWindow {
  const window = new parts.BrowserWindow({
    ...placeWindow(
      state.bounds,
      parts.screen.getAllDisplays().map(({ workArea }) => workArea),
    ),
    minWidth: smallestWindow.width,
    minHeight: smallestWindow.height,
    show: false,
    title: 'Trailproof',
    icon: parts.icon,
    // The colour before the first paint, so that a dark desktop does not flash.
    backgroundColor: parts.nativeTheme.shouldUseDarkColors ? '#16181d' : '#ffffff',
    webPreferences: hardenedPreferences(parts.preload),
  })
  if (state.maximized) window.maximize()
  window.once('ready-to-show', () => window.show())
  return window
}

/**
 * Settles when the page is there, or when it is not this load that ends: the page's process ended meanwhile, or who found
 * that loads it anew.
 */
export const loadWindow = (window: BrowserWindow): Promise<void> =>
  Promise.race([
    window.loadURL(appUrl).catch((error: unknown) => {
      if ((error as { readonly code?: unknown }).code !== 'ERR_ABORTED') throw error
    }),
    new Promise<void>((settle) => void window.webContents.once('render-process-gone', () => settle())),
  ])

/** Written once, when the window closes. */
export function rememberWindow(window: BrowserWindow, file: string, state: StateFiles): void {
  window.on('close', () =>
    state.write(file, {
      bounds: window.getNormalBounds(),
      maximized: window.isMaximized(),
    }),
  )
}

/** Brings the window to the user who started Trailproof a second time. */
export function raiseWindow(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore()
  window.show()
  window.focus()
}
