import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import WebSocket from 'ws'
import { temporaryFolder } from '../fixtures/trail.ts'
import { built, root, runNode, sampleCase, stateHome } from './built.ts'

let host: ChildProcess | null = null
afterEach(() => {
  host?.kill('SIGKILL')
  host = null
})

interface Started {
  readonly url: URL
  /** What it wrote to its address's second line. */
  readonly lines: readonly string[]
}

/** Starts it and waits for its address. */
function start(args: readonly string[], state = stateHome): Promise<Started> {
  const env = { ...process.env, XDG_STATE_HOME: state }
  host = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'], env })
  return nextAddress(host)
}

async function nextAddress({ stdout }: ChildProcess): Promise<Started> {
  let text = ''
  for await (const part of stdout!.iterator({ destroyOnReturn: false })) {
    text += String(part)
    const address = /(http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]+)\r?\n[^\n]+\n/.exec(text)?.[1]
    if (address !== undefined) return { url: new URL(address), lines: text.trimEnd().split(/\r?\n/) }
  }
  throw new Error(`It ended without an address: ${text}`)
}

test('serve: address, cookie, page, script, calls over a socket, and an end by Ctrl-C', async () => {
  const { url, lines } = await start([built('main/cli.js'), 'serve', sampleCase])
  expect(lines).toEqual([
    `Trailproof is at ${url.href}`,
    'The address lets one browser in, once. Ctrl-C ends Trailproof.',
  ])
  const entered = await fetch(url, { redirect: 'manual' })
  const cookie = entered.headers.get('set-cookie')!.split(';')[0]!
  const page = await (await fetch(new URL('/', url), { headers: { cookie } })).text()
  const script = /src="([^"]+\.js)"/.exec(page)?.[1]
  expect((await fetch(new URL(script!, url), { headers: { cookie } })).status).toBe(200)
  expect((await fetch(new URL(script!, url))).status).toBe(401)

  const socket = new WebSocket(`ws://${url.host}/ws`, { headers: { cookie, origin: url.origin } })
  await once(socket, 'open')
  const opened = untilCaseIsOpen(socket)
  socket.send(JSON.stringify({ id: 1, call: 'hello' }))
  await opened
  socket.send(JSON.stringify({ id: 2, call: 'runSql', input: { sql: 'SELECT count(*) FROM events', limit: 1 } }))
  const answer = await untilAnswer(socket, 2)
  expect(answer).toMatchObject({ ok: true, value: { rows: [[expect.any(Number)]] } })

  host!.kill('SIGINT')
  expect(await once(host!, 'exit')).toEqual([0, null])
})

test('npm start says in one line which host it takes and why', async () => {
  const { lines } = await start([join(root, 'tools', 'start.mjs'), '--browser'])
  expect(lines).toEqual([
    expect.stringMatching(/^Trailproof \d+\.\d+\.\d+, Node\.js \d+\.\d+\.\d+\.$/),
    'Opening in a browser: --browser was given.',
    'Opening the sample case. Your own: npm start -- FOLDER…, or “Open folders or files” in the window.',
    expect.stringMatching(/^Trailproof is at http:\/\/127\.0\.0\.1:\d+\//),
    'The address lets one browser in, once. Ctrl-C ends Trailproof.',
  ])
  host!.kill('SIGTERM')
  expect(await once(host!, 'exit')).toEqual([0, null])
})

// A terminal of its own is given to it by script(1), which is not everywhere.
test.skipIf(process.platform !== 'linux' || !existsSync('/usr/bin/script'))(
  'Enter prints a new address, while the case stays open; Ctrl-C ends it',
  async () => {
    const command = `exec '${process.execPath}' '${built('main/cli.js')}' serve '${sampleCase}'`
    const env = { ...process.env, XDG_STATE_HOME: temporaryFolder(), SHELL: '/bin/sh' }
    host = spawn('script', ['-qfec', command, '/dev/null'], { stdio: ['pipe', 'pipe', 'inherit'], env })
    const first = await nextAddress(host)
    expect(first.lines.at(-1)).toBe(
      'The address lets one browser in, once. Press Enter for a new one, Ctrl-C to end Trailproof.',
    )
    const cookie = (await fetch(first.url, { redirect: 'manual' })).headers.get('set-cookie')!.split(';')[0]!
    const used = await fetch(first.url)
    expect([used.status, await used.text()]).toEqual([403, expect.stringContaining('Press Enter in the terminal')])

    host.stdin!.write('\r')
    const second = await nextAddress(host)
    expect(second.url.host).toBe(first.url.host)
    expect((await fetch(second.url, { redirect: 'manual' })).status).toBe(302)
    expect((await fetch(new URL('/', first.url), { headers: { cookie } })).status).toBe(200)

    host.stdin!.write('\u0003')
    expect(await once(host, 'exit')).toEqual([0, null])
  },
)

test('a port that was asked for is that of the next start; one that is taken is told, and another taken', async () => {
  const state = temporaryFolder()
  const free = createServer().listen(0, '127.0.0.1')
  await once(free, 'listening')
  const port = (free.address() as { port: number }).port
  const serve = [built('main/cli.js'), 'serve']
  expect(await runNode([...serve, '--port', String(port)], { XDG_STATE_HOME: state })).toMatchObject({
    err: `trailproof serve: Port ${port} of 127.0.0.1 cannot be used: another program uses it, perhaps another Trailproof. --port 0 takes any free one.\n`,
    code: 1,
  })
  await new Promise((done) => free.close(done))

  const end = async () => {
    host!.kill('SIGINT')
    await once(host!, 'exit')
  }
  expect((await start([...serve, '--port', String(port)], state)).url.port).toBe(String(port))
  await end()
  const again = await start(serve, state)
  expect(again.url.port).toBe(String(port))
  const before = host!
  const beside = await start(serve, state)
  expect(beside.url.port).not.toBe(String(port))
  await end()
  host = before
  await end()
  expect((await start([...serve, '--port', '0'], state)).url.port).not.toBe(String(port))
  await end()
  expect((await start(serve, state)).url.port).not.toBe(String(port))
})

interface Message {
  readonly id?: number
  readonly answer?: {
    readonly value?: { readonly case?: unknown; readonly jobs?: readonly { readonly state: string }[] }
  }
  readonly push?: string
  readonly value?: { readonly state?: string }
}
const messages = (socket: WebSocket, take: (message: Message) => boolean): Promise<Message> =>
  new Promise((resolve) => {
    const look = (data: WebSocket.RawData) => {
      const message = JSON.parse(String(data)) as Message
      if (!take(message)) return
      socket.off('message', look)
      resolve(message)
    }
    socket.on('message', look)
  })
/** Either it is said, or it was already when `hello` was asked. */
const untilCaseIsOpen = (socket: WebSocket) =>
  messages(
    socket,
    ({ push, value, answer }) =>
      (push === 'jobChanged' && value?.state !== 'running') ||
      (answer?.value?.jobs?.some(({ state }) => state !== 'running') ?? false),
  )
const untilAnswer = async (socket: WebSocket, id: number) =>
  (await messages(socket, (message) => message.id === id)).answer
