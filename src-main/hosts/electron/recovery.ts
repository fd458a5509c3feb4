import type { BrowserWindow, Dialog } from 'electron'
import type { ReportBug } from '../../runtime/report-bug.ts'
import { loadWindow } from './window.ts'

type Asks = Pick<Dialog, 'showMessageBox'>

/** As often within this time a page may end before its user is asked: one that ends while it loads would do so for ever. */
const endsAtOnce = { most: 3, withinMs: 60_000 }

const nothingIsLost = 'The case is open in another process, and nothing in it is lost.'

/**
 * A page that ended comes back, and one that does not answer may be ended by the user: the case lives in this process and
 * is still open.
 */
export function recoverPage(window: BrowserWindow, dialog: Asks, reportBug: ReportBug): void {
  const { webContents } = window
  const ends: number[] = []
  webContents.on('render-process-gone', async (_event, { reason }) => {
    if (reason === 'clean-exit') return
    reportBug('the window', new Error(`Its process ended: ${reason}`))
    const now = performance.now()
    ends.push(now)
    if (ends.filter((at) => now - at < endsAtOnce.withinMs).length > endsAtOnce.most) {
      await dialog.showMessageBox(window, {
        type: 'error',
        title: 'Trailproof',
        message: 'The page of this window ends again and again.',
        detail: nothingIsLost,
        buttons: ['Load It Again'],
      })
      ends.length = 0
    }
    // Not `reload`, which does nothing where no page ever came.
    if (!window.isDestroyed()) loadWindow(window).catch((error: unknown) => reportBug('the window', error))
  })

  let asking: AbortController | null = null
  window.on('responsive', () => asking?.abort())
  window.on('unresponsive', async () => {
    if (asking !== null) return
    asking = new AbortController()
    const { response } = await dialog.showMessageBox(window, {
      type: 'warning',
      title: 'Trailproof',
      message: 'The window does not answer.',
      detail: `${nothingIsLost} It may answer again by itself.`,
      buttons: ['Wait', 'Load It Again'],
      defaultId: 0,
      cancelId: 0,
      signal: asking.signal,
    })
    const isAnswering = asking.signal.aborted
    asking = null
    // What ends comes back by the listener above.
    if (response === 1 && !isAnswering && !window.isDestroyed()) webContents.forcefullyCrashRenderer()
  })
}
