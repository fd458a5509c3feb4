import type { BrowserWindow, BrowserWindowConstructorOptions } from 'electron'
import { fail, ok, type Result } from '../../../src-shared/base/result.ts'
import { printFailed } from '../../../src-shared/words/report/report.ts'

type MakeWindow = new (options: BrowserWindowConstructorOptions) => BrowserWindow

/** In memory, and apart from the session of the window. */
const partition = 'report'

/**
 * Prints pages to PDF in a window that is never shown: without script, in a session of its own that loads nothing. The page
 * is handed over by the DevTools protocol, since an address that holds it would be too long (electron/electron,
 * `webContents.printToPDF`; Chrome DevTools Protocol, `Page.setDocumentContent`).
 */
export const windowPrinter =
  (BrowserWindow: MakeWindow) =>
  async (html: string, signal: AbortSignal): Promise<Result<Uint8Array>> => {
    const window = new BrowserWindow({
      show: false,
      webPreferences: {
        partition,
        javascript: false,
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        webviewTag: false,
      },
    })
    const { webContents } = window
    const close = () => window.destroy()
    signal.addEventListener('abort', close, { once: true })
    try {
      webContents.session.webRequest.onBeforeRequest(({ url }, callback) => callback({ cancel: url !== 'about:blank' }))
      await webContents.loadURL('about:blank')
      webContents.debugger.attach('1.3')
      const { frameTree } = await webContents.debugger.sendCommand('Page.getFrameTree')
      await webContents.debugger.sendCommand('Page.setDocumentContent', { frameId: frameTree.frame.id, html })
      return ok(
        await webContents.printToPDF({ printBackground: true, preferCSSPageSize: true, generateTaggedPDF: true }),
      )
    } catch (error) {
      return fail('not-printed', printFailed('Electron', error instanceof Error ? error.message : String(error)))
    } finally {
      signal.removeEventListener('abort', close)
      if (!window.isDestroyed()) close()
    }
  }
