import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect } from 'vitest'
import { built, sampleCase } from '../built.ts'
import { shell } from './shell.ts'

/** What asked for something over the network, of this machine even. */
const asked: string[] = []
const server = createServer(({ url = '' }, response) => {
  asked.push(url)
  response.end('there')
})
let elsewhere = ''
beforeAll(async () => {
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  elsewhere = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => server.close())

shell('the page has a sandbox of Chromium, a world of its own, no Node, and no permission', async ({ start }) => {
  const { app, page } = await start()
  expect(
    await page.evaluate(() => ['process', 'require', 'module', 'Buffer'].filter((name) => name in window)),
  ).toEqual([])
  expect(await page.evaluate(() => Object.keys((window as unknown as { trailproof: object }).trailproof))).toEqual([
    'invoke',
    'subscribe',
    'pathsOf',
  ])
  const of = await app.evaluate(({ BrowserWindow, session }) => {
    const { webContents } = BrowserWindow.getAllWindows()[0]!
    return { pid: webContents.getOSProcessId(), spelling: session.defaultSession.isSpellCheckerEnabled() }
  })
  // 2: a filter of system calls (proc(5), “Seccomp”).
  expect(readFileSync(`/proc/${of.pid}/status`, 'utf8')).toMatch(/^Seccomp:\s+2$/m)
  expect(of.spelling).toBe(false)

  const answers = await page.evaluate(async () => {
    const told = (asked: Promise<unknown>) =>
      asked.then(
        () => 'given',
        (error: DOMException) => error.name,
      )
    return {
      notification: await Notification.requestPermission(),
      place: (await navigator.permissions.query({ name: 'geolocation' })).state,
      microphone: await told(navigator.mediaDevices.getUserMedia({ audio: true })),
      clipboard: await told(navigator.clipboard.readText()),
    }
  })
  expect(answers).toEqual({
    notification: 'denied',
    place: 'denied',
    microphone: expect.stringMatching(/^Not(Allowed|Found)Error$/),
    clipboard: 'NotAllowedError',
  })
})

shell('nothing leads out of the page: addresses, windows, frames, downloads', async ({ start }) => {
  const { app, page } = await start()
  await app.evaluate(({ session, shell }) => {
    const seen = { opened: 0, saved: [] as boolean[] }
    Object.assign(globalThis, { seen })
    shell.openExternal = async () => void seen.opened++
    session.defaultSession.on('will-download', (event) => void seen.saved.push(!event.defaultPrevented))
  })
  const left = await page.evaluate(async (elsewhere) => {
    const anchor = (href: string, attributes: object) => {
      const link = Object.assign(document.createElement('a'), { href, ...attributes })
      document.body.append(link)
      link.click()
    }
    anchor(elsewhere, {})
    anchor(elsewhere, { target: '_blank' })
    for (const href of [
      'file:///etc/passwd',
      'app://other/',
      'data:text/html,there',
      'about:blank',
      'mailto:a@example.com',
    ])
      anchor(href, {})
    anchor(URL.createObjectURL(new Blob(['a'])), { download: 'a.csv' })
    anchor('data:text/csv,a', { download: 'a.csv' })
    const frame = Object.assign(document.createElement('iframe'), { src: `${elsewhere}/frame` })
    document.body.append(frame)
    const loaded = (address: string) =>
      fetch(address).then(
        ({ ok }) => ok,
        () => false,
      )
    return {
      window: window.open(elsewhere),
      fetched: await Promise.all([`${elsewhere}/fetch`, 'app://other/', 'file:///etc/passwd'].map(loaded)),
    }
  }, elsewhere)
  expect(left).toEqual({ window: null, fetched: [false, false, false] })
  await expect
    .poll(() => app.evaluate(() => (globalThis as unknown as { seen: { saved: [] } }).seen.saved.length))
    .toBe(2)
  const now = await app.evaluate(({ BrowserWindow }) => ({
    ...(globalThis as unknown as { seen: { opened: number; saved: boolean[] } }).seen,
    windows: BrowserWindow.getAllWindows().map(({ webContents }) => webContents.getURL()),
  }))
  expect(now).toEqual({ opened: 0, saved: [false, false], windows: ['app://trailproof/'] })
  // Without the page's own policy, too: another page of the same session is refused by the session.
  await app.evaluate(async ({ BrowserWindow }, elsewhere) => {
    const window = new BrowserWindow({ show: false })
    await window.loadURL('data:text/html,<p>without a policy')
    await window.webContents.executeJavaScript(`fetch('${elsewhere}/without').catch(() => null)`)
    window.destroy()
  }, elsewhere)
  expect(asked).toEqual([])
})

shell('calls are answered to our page in the top frame only', async ({ start }) => {
  const { app, page } = await start({ args: [sampleCase] })
  const asFrame = await page.evaluate(async () => {
    const frame = document.createElement('iframe')
    document.body.append(frame)
    return 'trailproof' in frame.contentWindow!
  })
  expect(asFrame).toBe(false)
  const asAnother = await app.evaluate(async ({ BrowserWindow }, preload) => {
    const window = new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true } })
    await window.loadURL('data:text/html,<p>another')
    const answer = await window.webContents.executeJavaScript("trailproof.invoke('hello')")
    window.destroy()
    return answer
  }, built('preload/preload.cjs'))
  expect(asAnother).toEqual({ ok: false, code: 'bug', message: expect.stringContaining('not Trailproof’s') })
})
