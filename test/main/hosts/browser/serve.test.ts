import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import WebSocket from 'ws'
import { createAssetHandler } from '../../../../src-main/hosts/browser/assets.ts'
import { type BrowserHost, serveBrowser } from '../../../../src-main/hosts/browser/serve.ts'
import { createBookmarks } from '../../../../src-main/service/bookmarks.ts'
import { createConfirmedKeys } from '../../../../src-main/service/confirmed-keys.ts'
import { createHandlers } from '../../../../src-main/service/dispatch.ts'
import { createEnrichmentChoice } from '../../../../src-main/service/enrichment-choice.ts'
import { createRecentCases } from '../../../../src-main/service/recent.ts'
import { savedQueriesOfCase } from '../../../../src-main/service/saved-queries.ts'
import { createSettings } from '../../../../src-main/service/settings.ts'
import { createStateFiles } from '../../../../src-main/service/state-file.ts'
import { fail } from '../../../../src-shared/base/result.ts'
import { aJob, createFakeEngine, type FakeEngine } from '../../../fixtures/fake-engine.ts'
import { noFetching } from '../../../fixtures/no-fetching.ts'
import { noRecorder, whoIsAna } from '../../../fixtures/no-log.ts'
import { noRemote } from '../../../fixtures/no-remote.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'trailproof-host-'))
  mkdirSync(join(folder, 'assets'))
  writeFileSync(join(folder, 'index.html'), '<title>Trailproof</title>')
  writeFileSync(join(folder, 'assets', 'main-abc.js'), 'export {}')
})
afterAll(() => rmSync(folder, { recursive: true }))

const state = createStateFiles(() => false)
let host: BrowserHost
let url: URL
let engine: FakeEngine
let bugs: string[]
const open = async (port = 0) => {
  engine = createFakeEngine({
    findings: async () => {
      throw new Error('a rule broke')
    },
  })
  bugs = []
  const handlers = createHandlers({
    engine,
    recent: createRecentCases(join(folder, 'recent.json'), state),
    confirmed: createConfirmedKeys(join(folder, 'confirmed-keys.json'), state),
    enrichment: createEnrichmentChoice(join(folder, 'enrichment.json'), state),
    settings: createSettings(join(folder, 'settings.json'), state),
    bookmarks: createBookmarks(join(folder, 'bookmarks.json'), state),
    recorder: noRecorder(),
    who: whoIsAna,
    saved: savedQueriesOfCase(join(folder, 'saved-queries.json'), state),
    fetching: noFetching,
    remote: noRemote,
    host: 'browser',
    version: '1.2.3',
    sampleCase: '/sample',
    loadReference: async () => ({
      rules: [],
      schema: [],
      questions: [],
      dashboards: [],
      inWords: () => ({ sql: null, dialect: 'athena', notUnderstood: [], said: [], related: [] }),
      ruleQuery: () => fail('no-rule', 'There is none'),
    }),
    pickPaths: async () => fail('unsupported', 'A browser cannot tell paths'),
  })
  const served = await serveBrowser({
    handlers,
    engine,
    remote: noRemote,
    assets: createAssetHandler(folder),
    port,
    howToEnter: 'Press Enter.',
    reportBug: (what) => bugs.push(what),
  })
  if (served.ok) {
    host = served.value
    url = new URL(host.newUrl())
  }
  return served
}
afterEach(() => host.close())

interface Seen {
  readonly status: number
  readonly headers: NodeJS.Dict<string | string[]>
  readonly body: string
}
/** Node's own `fetch` would set Host and refuse to follow a hand-made one. */
async function visit(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Seen> {
  const sent = request({ host: '127.0.0.1', port: url.port, path, method, headers })
  sent.end()
  const [response] = (await once(sent, 'response')) as [import('node:http').IncomingMessage]
  let body = ''
  for await (const chunk of response.setEncoding('utf8')) body += chunk
  return { status: response.statusCode ?? 0, headers: response.headers, body }
}
const pathOf = ({ pathname, search }: URL) => pathname + search
const tokenPath = () => pathOf(url)
const signIn = async () => String((await visit(tokenPath())).headers['set-cookie']).split(';')[0]!

describe.each([
  ['before', async () => ({})],
  ['after', async () => ({ cookie: await signIn() })],
])('%s the cookie check, without a word of a bug', (_, headersOf) => {
  test.each(['TRACE', 'POST', 'DELETE', 'OPTIONS', 'PROPFIND'])('%s is not a method of pages', async (method) => {
    await open()
    const { status, headers } = await visit('/', await headersOf(), method)
    expect({ status, allow: headers.allow, bugs }).toEqual({ status: 405, allow: 'GET, HEAD', bugs: [] })
  })

  test.each(['http://[', 'http://[::1', 'http://a:99999/', '//', 'http://'])('GET %s is refused', async (target) => {
    await open()
    const { status } = await visit(target, await headersOf())
    expect({ status, bugs }).toEqual({ status: 400, bugs: [] })
  })
})

describe('letting a browser in', () => {
  test('the printed address gives a cookie for this host only, once', async () => {
    await open()
    const first = await visit(tokenPath())
    expect(first.status).toBe(302)
    expect(first.headers.location).toBe('/')
    expect(String(first.headers['set-cookie'])).toMatch(
      /^trailproof-\d+=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/,
    )
    const second = await visit(tokenPath())
    expect(second).toMatchObject({
      status: 403,
      body: 'This address lets one browser in, once. It was used, or a newer one was printed. Press Enter.\n',
    })
    expect(second.headers['set-cookie']).toBeUndefined()
  })

  test('a new address lets another browser in, and the first stays in', async () => {
    await open()
    const cookie = await signIn()
    const second = await visit(pathOf(new URL(host.newUrl())))
    expect(second.status).toBe(302)
    expect((await visit('/', { cookie })).status).toBe(200)
    expect((await visit('/', { cookie: String(second.headers['set-cookie']).split(';')[0]! })).status).toBe(200)
  })

  test('an address is good no longer when a newer one was printed', async () => {
    await open()
    const newer = new URL(host.newUrl())
    const older = await visit(tokenPath())
    expect(older).toMatchObject({ status: 403, body: expect.stringContaining('a newer one was printed') })
    expect((await visit(pathOf(newer))).status).toBe(302)
  })

  test('the browser that was let in may open the printed address again', async () => {
    await open()
    const cookie = await signIn()
    const again = await visit(tokenPath(), { cookie })
    expect(again.status).toBe(302)
    expect(again.headers['set-cookie']).toBeUndefined()
  })

  test.each([
    ['no cookie', {}, 401],
    ['a wrong cookie', { cookie: 'trailproof-1=x' }, 401],
    ['a wrong cookie of the right name', { cookie: 'NAME=x' }, 401],
    ['a foreign Host', { host: 'rebound.example.com' }, 421],
    ['a Host of another port', { host: '127.0.0.1:1' }, 421],
  ])('%s is refused', async (_, headers: Record<string, string>, status) => {
    await open()
    const name = (await signIn()).split('=')[0]!
    const sent = Object.fromEntries(Object.entries(headers).map(([key, value]) => [key, value.replace('NAME', name)]))
    expect((await visit('/', sent)).status).toBe(status)
  })

  test('a wrong token is refused and does not spend the right one', async () => {
    await open()
    expect(await visit('/?token=guess')).toMatchObject({
      status: 403,
      body: 'Trailproof has not printed this address since it was started. Press Enter.\n',
    })
    expect((await visit(tokenPath())).status).toBe(302)
  })

  test('a foreign Host is refused even with the cookie and the token', async () => {
    await open()
    const cookie = await signIn()
    expect((await visit('/', { cookie, host: 'rebound.example.com' })).status).toBe(421)
    expect((await visit(tokenPath(), { cookie, host: 'rebound.example.com' })).status).toBe(421)
  })

  test('a port that is taken is named', async () => {
    await open()
    const taken = Number(url.port)
    expect(await open(taken)).toEqual({
      ok: false,
      code: 'port-taken',
      message: `Port ${taken} of 127.0.0.1 cannot be used: another program uses it, perhaps another Trailproof.`,
    })
  })
})

describe('pages', () => {
  test('come with the strict policy and their type', async () => {
    await open()
    const cookie = await signIn()
    const page = await visit('/', { cookie })
    expect(page.body).toBe('<title>Trailproof</title>')
    expect(page.headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': expect.stringMatching(/^default-src 'none'; script-src 'self';/),
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-cache',
    })
    expect(page.headers['content-security-policy']).not.toMatch(/unsafe-eval|\*|https?:/)
    const script = await visit('/assets/main-abc.js', { cookie })
    expect(script.headers).toMatchObject({ 'content-type': 'text/javascript; charset=utf-8' })
    expect(script.headers['cache-control']).toContain('immutable')
  })

  test.each(['POST', 'PUT', 'DELETE', 'OPTIONS'])('%s is refused', async (method) => {
    await open()
    expect((await visit('/', { cookie: await signIn() }, method)).status).toBe(405)
  })
})

describe('calls', () => {
  const connect = (headers: Record<string, string>, path = '/ws') => {
    return new WebSocket(`ws://127.0.0.1:${url.port}${path}`, { headers })
  }
  const origin = () => url.origin
  const opened = async () => {
    const socket = connect({ cookie: await signIn(), origin: origin() })
    await once(socket, 'open')
    return socket
  }
  const nextMessage = async (socket: WebSocket) => JSON.parse(String((await once(socket, 'message'))[0])) as unknown

  test('are answered by number', async () => {
    await open()
    const socket = await opened()
    socket.send(JSON.stringify({ id: 7, call: 'hello' }))
    expect(await nextMessage(socket)).toMatchObject({
      id: 7,
      answer: { ok: true, value: { host: 'browser', version: '1.2.3' } },
    })
  })

  test('a bug is an answer and a line for the terminal', async () => {
    await open()
    const socket = await opened()
    socket.send(JSON.stringify({ id: 1, call: 'findings' }))
    expect(await nextMessage(socket)).toEqual({
      id: 1,
      answer: { ok: false, code: 'bug', message: '“findings” broke: a rule broke', details: expect.any(String) },
    })
    expect(bugs).toEqual(['findings'])
  })

  test('the engine’s news is pushed to every window', async () => {
    await open()
    const cookie = await signIn()
    const windows = [1, 2].map(() => connect({ cookie, origin: origin() }))
    await Promise.all(windows.map((window) => once(window, 'open')))
    const both = Promise.all(windows.map(nextMessage))
    engine.pushJob(aJob())
    expect(await both).toEqual([
      { push: 'jobChanged', value: aJob() },
      { push: 'jobChanged', value: aJob() },
    ])
    const rows = { id: 'query-1', columns: ['eventName'], from: 0, rows: [['GetUser']] }
    const told = Promise.all(windows.map(nextMessage))
    engine.pushRows(rows)
    expect(await told).toEqual([
      { push: 'sqlRows', value: rows },
      { push: 'sqlRows', value: rows },
    ])
  })

  test.each([
    ['no cookie', (own: string) => ({ origin: own }), 401],
    ['a foreign Origin', () => ({ cookie: 'OWN', origin: 'http://attacker.example.com' }), 403],
    ['no Origin', () => ({ cookie: 'OWN' }), 403],
    ['the Origin of another local port', () => ({ cookie: 'OWN', origin: 'http://127.0.0.1:1' }), 403],
    ['a foreign Host', (own: string) => ({ cookie: 'OWN', origin: own, host: 'rebound.example.com' }), 421],
  ])('a socket with %s is refused', async (_, headersFor, status) => {
    await open()
    const cookie = await signIn()
    const headers = Object.entries(headersFor(origin())).map(([key, value]) => [key, value.replace('OWN', cookie)])
    const socket = connect(Object.fromEntries(headers))
    const [, response] = await once(socket, 'unexpected-response')
    expect(response.statusCode).toBe(status)
  })

  test('another path is no socket', async () => {
    await open()
    const socket = connect({ cookie: await signIn(), origin: origin() }, '/other')
    const [, response] = await once(socket, 'unexpected-response')
    expect(response.statusCode).toBe(404)
  })

  test.each([
    ['no JSON', 'hello', 1008],
    ['no number', JSON.stringify({ call: 'hello' }), 1008],
    ['a message of 5 MB', `"${'x'.repeat(5 * 1024 * 1024)}"`, 1009],
  ])('%s ends the connection and not the host', async (_, message, code) => {
    await open()
    const socket = await opened()
    socket.send(message)
    expect((await once(socket, 'close'))[0]).toBe(code)
    expect((await visit('/')).status).toBe(401)
  })
})
