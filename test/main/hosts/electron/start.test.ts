import { describe, expect, test, vi } from 'vitest'
import { startShell } from '../../../../src-main/hosts/electron/start.ts'
import { fail } from '../../../../src-shared/base/result.ts'
import { callNames } from '../../../../src-shared/contract/index.ts'
import { aJob } from '../../../fixtures/fake-engine.ts'
import { createFakeElectron, type FakeContents, type FakeWindow } from './fake-electron.ts'

const started = async (change?: Parameters<typeof createFakeElectron>[0]) => {
  const electron = createFakeElectron(change)
  await startShell(electron.parts)
  return electron
}
/** Calls a handler the fakes kept; what it takes is Electron's business. */
const hand = (handler: unknown, ...args: unknown[]): unknown => (handler as (...args: unknown[]) => unknown)(...args)
const mainFrame = (url: string) => ({ senderFrame: { url, parent: null } })
const isPrevented = (emit: (event: object) => void, event: object = {}) => {
  let prevented = false
  emit({ ...event, preventDefault: () => (prevented = true) })
  return prevented
}

describe('the start', () => {
  test('what Electron accepts only before it is ready is done before', async () => {
    expect((await started()).steps).toEqual([
      'setName',
      'requestSingleInstanceLock',
      'enableSandbox',
      'registerSchemesAsPrivileged',
      'whenReady',
      'ready',
    ])
  })

  test('a second start hands over and ends', async () => {
    const { steps, windows } = await started({ isSecond: true })
    expect(steps).toEqual(['setName', 'requestSingleInstanceLock', 'quit'])
    expect(windows).toEqual([])
  })

  test('the first start opens what the second was given, and comes forward', async () => {
    const { app, engine, windows } = await started()
    app.emit('second-instance', {}, [], '/', { folders: ['/evidence/second'], sample: false })
    await vi.waitFor(() => expect(engine.summary()?.paths).toEqual(['/evidence/second']))
    expect(windows[0]?.done).toEqual(['load app://trailproof/', 'restore', 'show', 'focus'])
  })

  test('a file that macOS hands over at a start is opened, and so is one that it hands over later', async () => {
    const electron = createFakeElectron({ argv: [] })
    const starting = startShell(electron.parts)
    const event = { preventDefault: vi.fn() }
    electron.app.emit('open-file', event, '/evidence/first.trailproof')
    await starting
    expect(electron.engine.summary()?.paths).toEqual(['/evidence/first.trailproof'])
    electron.app.emit('open-file', event, '/evidence/second.trailproof')
    await vi.waitFor(() => expect(electron.engine.summary()?.paths).toEqual(['/evidence/second.trailproof']))
    expect(electron.windows[0]?.done).toEqual(['load app://trailproof/', 'restore', 'show', 'focus'])
    expect(event.preventDefault).toHaveBeenCalledTimes(2)
  })

  test.each([
    [[], null],
    [['logs', '--enable-logging'], ['/home/ana/logs']],
    [
      ['/evidence/a', '/evidence/b'],
      ['/evidence/a', '/evidence/b'],
    ],
    [['--sample'], ['/sample']],
  ])('started with %j it opens %j', async (argv, paths) => {
    expect((await started({ argv })).engine.summary()?.paths ?? null).toEqual(paths)
  })

  test('switches of Chromium before the application are no folders, and neither is it', async () => {
    const electron = createFakeElectron()
    await startShell({ ...electron.parts, argv: ['electron', '--inspect=0', '--disable-gpu', '.', 'logs'] })
    expect(electron.engine.summary()?.paths).toEqual(['/home/ana/logs'])
  })

  test('a folder that cannot be opened is said in a dialog', async () => {
    const electron = createFakeElectron({ argv: ['/nowhere'] })
    const refused = { ...electron.engine, openCase: async () => fail('unreadable', '/nowhere cannot be read') }
    await startShell({ ...electron.parts, createEngine: () => refused })
    expect(electron.messages).toEqual(['/nowhere cannot be read'])
  })

  test('the menu opens the folder of the licences; where no program can, it is said where they are', async () => {
    const { menus, messages } = await started()
    const help = menus[0]?.at(-1)?.submenu as { label: string; click: () => void }[]
    help.find(({ label }) => label === 'Licences of What Is Shipped')?.click()
    await vi.waitFor(() =>
      expect(messages).toEqual(['The licences are in /built/licences. There is no file manager for /built/licences.']),
    )
  })

  test('what is chosen in the menu is done by the window, which keeps its view first', async () => {
    const { menus, windows, engine } = await started({ argv: ['/evidence'] })
    const file = menus[0]?.find(({ label }) => label === 'File')?.submenu as { label: string; click: () => void }[]
    file.find(({ label }) => label === 'Close Case')?.click()
    expect(windows[0]?.webContents.sent.at(-1)).toEqual(['menuChosen', { does: 'closeCase' }])
    expect(engine.summary()?.paths).toEqual(['/evidence'])
  })

  test('closing the window ends the workers, then Electron', async () => {
    const { app, engine, steps } = await started()
    app.emit('window-all-closed')
    await vi.waitFor(() => expect(steps.at(-1)).toBe('quit'))
    expect(engine.isDisposed()).toBe(true)
  })

  test('quitting the program waits for the workers, once', async () => {
    const { app, engine, steps } = await started()
    const preventDefault = vi.fn()
    app.emit('will-quit', { preventDefault })
    await vi.waitFor(() => expect(steps.at(-1)).toBe('quit'))
    expect(engine.isDisposed()).toBe(true)
    app.emit('will-quit', { preventDefault })
    expect(preventDefault).toHaveBeenCalledTimes(1)
  })
})

describe('the window is hardened', () => {
  test('Chromium itself finds no other machine', async () => {
    expect((await started()).switches).toEqual([
      ['host-resolver-rules', 'MAP * ~NOTFOUND'],
      ['no-proxy-server', undefined],
    ])
  })

  test('its page has no Node, a sandbox and a world of its own', async () => {
    expect((await started()).windows[0]?.options.webPreferences).toEqual({
      preload: '/built/preload.cjs',
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
    })
  })

  test('its pages come from a standard, secure scheme of ours', async () => {
    const { schemes, protocols } = await started()
    expect(schemes).toEqual([
      { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
    ])
    expect([...protocols.keys()]).toEqual(['app'])
    const load = async (address: string) => {
      const answer = (await hand(protocols.get('app'), new Request(address))) as Response
      return [answer.status, await answer.text()]
    }
    expect(await load('app://trailproof/')).toEqual([200, 'page'])
    expect(await load('app://other/')).toEqual([404, 'There is no such page.\n'])
  })

  test.each([
    ['app://trailproof/index.html', true, false],
    ['app://trailproof/index.html', false, true],
    ['app://other/index.html', true, true],
    ['app://trailproof@other/', true, true],
    ['https://trailproof/', true, true],
    ['file:///etc/passwd', true, true],
    ['javascript:alert(1)', true, true],
    ['not an address', true, true],
  ])('navigating to %s (main frame: %s) is prevented: %s', async (url, isMainFrame, prevented) => {
    const contents = (await started()).windows[0]!.webContents
    expect(isPrevented((event) => contents.emit('will-frame-navigate', event), { url, isMainFrame })).toBe(prevented)
    if (isMainFrame) expect(isPrevented((event) => contents.emit('will-redirect', event), { url })).toBe(prevented)
  })

  test('no window opens another, nothing is attached, nothing is saved and no spelling is checked', async () => {
    const { windows, session } = await started()
    const contents = windows[0]!.webContents
    expect(hand(contents.openHandler, { url: 'https://example.com' })).toEqual({ action: 'deny' })
    expect(isPrevented((event) => contents.emit('will-attach-webview', event))).toBe(true)
    expect(
      isPrevented((event) => session.emit('will-download', event, { getURL: () => 'blob:app://trailproof/1' })),
    ).toBe(true)
    expect(session.isSpellChecking).toBe(false)
  })

  test.each(['media', 'geolocation', 'notifications', 'clipboard-read', 'clipboard-sanitized-write', 'openExternal'])(
    'the permission %s is denied, asked or checked',
    async (permission) => {
      const { session } = await started()
      const granted: boolean[] = []
      hand(session.permissionRequest, {}, permission, (grant: boolean) => granted.push(grant))
      expect(granted).toEqual([false])
      expect(hand(session.permissionCheck, {}, permission)).toBe(false)
      expect(hand(session.devicePermission, {})).toBe(false)
    },
  )

  test.each([
    ['app://trailproof/assets/main.js', false],
    ['data:image/png;base64,AA==', false],
    ['blob:app://trailproof/1', false],
    ['https://example.com/', true],
    ['http://127.0.0.1:5173/', true],
    ['ws://127.0.0.1:5173/', true],
    ['file:///etc/passwd', true],
  ])('a request for %s is cancelled: %s', async (url, cancel) => {
    const { session } = await started()
    const answers: unknown[] = []
    hand(session.beforeRequest, { url }, (answer: unknown) => answers.push(answer))
    expect(answers).toEqual([{ cancel }])
  })
})

describe('a page in trouble', () => {
  /** The first one included. */
  const loadsOf = (done: readonly string[]) => done.filter((each) => each === 'load app://trailproof/').length
  const gone = (contents: FakeContents, reason = 'crashed') => contents.emit('render-process-gone', {}, { reason })

  test('one whose process ended comes back, and the case is still open', async () => {
    const { windows, engine, messages } = await started({ argv: ['/evidence'] })
    const { webContents, done } = windows[0]!
    gone(webContents)
    expect(loadsOf(done)).toBe(2)
    expect(engine.summary()?.paths).toEqual(['/evidence'])
    gone(webContents, 'clean-exit')
    expect(loadsOf(done)).toBe(2)
    expect(messages).toEqual([])
  })

  test('one that ends again and again is loaded again when its user says so', async () => {
    const { windows, messages } = await started()
    const { webContents, done } = windows[0]!
    for (let k = 0; k < 3; k++) gone(webContents)
    expect(loadsOf(done)).toBe(4)
    gone(webContents)
    expect(loadsOf(done)).toBe(4)
    await vi.waitFor(() => expect(loadsOf(done)).toBe(5))
    expect(messages).toEqual(['The page of this window ends again and again.'])
  })

  test.each([
    ['waits', 0, false],
    ['loads it again', 1, true],
  ])('one that does not answer is asked about, once, and the user %s', async (_, button, isEnded) => {
    const { windows, messages, picked } = await started()
    picked.button = button
    const window = windows[0]!
    window.emit('unresponsive')
    window.emit('unresponsive')
    await vi.waitFor(() => expect(window.webContents.isCrashed).toBe(isEnded))
    expect(messages).toEqual(['The window does not answer.'])
  })

  test('one that answers again while its user is asked is left alone', async () => {
    const { windows, picked } = await started()
    picked.button = 1
    const window = windows[0]!
    window.emit('unresponsive')
    window.emit('responsive')
    await new Promise(setImmediate)
    expect(window.webContents.isCrashed).toBe(false)
  })

  test('one that is loaded again while it is first loaded is no failure of the start', async () => {
    const electron = createFakeElectron({ argv: ['/evidence'] })
    const refuses = (code: string) => {
      const { BrowserWindow } = electron.parts
      return class extends (BrowserWindow as unknown as typeof FakeWindow) {
        override loadURL = async () => {
          throw Object.assign(new Error(`${code} loading`), { code })
        }
      } as unknown as typeof BrowserWindow
    }
    await startShell({ ...electron.parts, BrowserWindow: refuses('ERR_ABORTED') })
    expect(electron.engine.summary()?.paths).toEqual(['/evidence'])
    await expect(startShell({ ...electron.parts, BrowserWindow: refuses('ERR_FAILED') })).rejects.toThrow('ERR_FAILED')
  })
})

describe('calls', () => {
  test('exactly those of the contract are registered', async () => {
    expect([...(await started()).calls.keys()]).toEqual(callNames)
  })

  test.each([
    ['our page', mainFrame('app://trailproof/index.html'), true],
    ['another page', mainFrame('https://example.com/'), false],
    ['a page that looks like ours', mainFrame('https://app.trailproof/'), false],
    ['a frame in our page', { senderFrame: { url: 'app://trailproof/', parent: {} } }, false],
    ['a frame that is gone', { senderFrame: null }, false],
  ])('%s is answered: %s', async (_, event, isAnswered) => {
    const { calls, engine } = await started()
    const answer = await hand(calls.get('findings'), event, undefined)
    expect(answer).toMatchObject({ ok: isAnswered })
    expect(engine.asked.includes('findings')).toBe(isAnswered)
  })

  test('bad input is refused at the boundary', async () => {
    const { calls } = await started()
    expect(await hand(calls.get('eventDetail'), mainFrame('app://trailproof/'), { row: 'x' })).toMatchObject({
      code: 'bad-input',
    })
  })

  test('the dialogs answer with paths', async () => {
    const { calls, picked } = await started()
    const pick = (purpose: string) => hand(calls.get('pickPaths'), mainFrame('app://trailproof/'), { purpose })
    expect(await pick('open')).toEqual({ ok: true, value: ['/picked'] })
    expect(await pick('export')).toEqual({ ok: true, value: ['/picked.csv'] })
    picked.export = ''
    expect(await pick('export')).toEqual({ ok: true, value: [] })
  })

  test('news reach the window until it is gone', async () => {
    const { engine, windows } = await started()
    const { webContents } = windows[0]!
    engine.pushJob(aJob())
    webContents.emit('destroyed')
    engine.pushJob(aJob())
    expect(webContents.sent).toEqual([['jobChanged', aJob()]])
  })
})
