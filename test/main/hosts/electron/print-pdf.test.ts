import type { BrowserWindow, BrowserWindowConstructorOptions } from 'electron'
import { expect, test } from 'vitest'
import { windowPrinter } from '../../../../src-main/hosts/electron/print-pdf.ts'

/** A window as far as printing uses it. */
function aWindow(print: () => Promise<Uint8Array>) {
  const done: string[] = []
  let options: BrowserWindowConstructorOptions = {}
  let isAllowed = (_url: string): boolean => false
  class Window {
    constructor(given: BrowserWindowConstructorOptions) {
      options = given
    }
    readonly webContents = {
      session: {
        webRequest: {
          onBeforeRequest: (listen: (asked: { url: string }, answer: (said: { cancel: boolean }) => void) => void) => {
            isAllowed = (url) => {
              let cancel = true
              listen({ url }, (said) => {
                cancel = said.cancel
              })
              return !cancel
            }
          },
        },
      },
      loadURL: async (url: string) => void done.push(`loads ${url}`),
      debugger: {
        attach: () => done.push('attaches'),
        sendCommand: async (name: string, parameters?: { html: string }) => {
          done.push(parameters === undefined ? name : `${name} ${parameters.html}`)
          return { frameTree: { frame: { id: 'top' } } }
        },
      },
      printToPDF: print,
    }
    isDestroyed = () => done.includes('destroyed')
    destroy = () => void done.push('destroyed')
  }
  return {
    BrowserWindow: Window as unknown as new (options: BrowserWindowConstructorOptions) => BrowserWindow,
    done,
    preferences: () => options.webPreferences,
    isAllowed: (url: string) => isAllowed(url),
  }
}
const never = new AbortController().signal

test('a page is printed in a window that is not shown, runs no script, loads nothing and is gone behind it', async () => {
  const window = aWindow(async () => Buffer.from('%PDF-'))
  const printed = await windowPrinter(window.BrowserWindow)('<p>report', never)
  expect(printed).toEqual({ ok: true, value: Buffer.from('%PDF-') })
  expect(window.preferences()).toMatchObject({
    javascript: false,
    sandbox: true,
    nodeIntegration: false,
    contextIsolation: true,
  })
  expect(window.isAllowed('about:blank')).toBe(true)
  expect(window.isAllowed('https://example.com/')).toBe(false)
  expect(window.isAllowed('file:///etc/passwd')).toBe(false)
  expect(window.done).toEqual([
    'loads about:blank',
    'attaches',
    'Page.getFrameTree',
    'Page.setDocumentContent <p>report',
    'destroyed',
  ])
})

test('what Electron has against it is told with what to do instead', async () => {
  const window = aWindow(() => Promise.reject(new Error('Failed to generate PDF')))
  expect(await windowPrinter(window.BrowserWindow)('<p>', never)).toMatchObject({
    ok: false,
    message:
      'Electron did not print the report: Failed to generate PDF. Write it as HTML, open it in a browser and print it to PDF there.',
  })
  expect(window.done.at(-1)).toBe('destroyed')
})
