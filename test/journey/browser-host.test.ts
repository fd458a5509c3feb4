import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import WebSocket from 'ws'
import { built, root, sampleCase } from './built.ts'

let host: ChildProcess | null = null
afterEach(() => {
  host?.kill('SIGKILL')
  host = null
})

/** Starts it and waits for the line that holds the address. */
async function start(args: readonly string[]): Promise<{ readonly url: URL; readonly lines: readonly string[] }> {
  const env = { ...process.env, XDG_STATE_HOME: join(root, 'test', '.output', 'state') }
  host = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'], env })
  let text = ''
  for await (const part of host.stdout!) {
    text += String(part)
    const address = /http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]+/.exec(text)?.[0]
    if (address !== undefined && text.endsWith('\n'))
      return { url: new URL(address), lines: text.trimEnd().split('\n') }
  }
  throw new Error(`It ended without an address: ${text}`)
}

test('serve: address, cookie, page, script, calls over a socket, and an end by Ctrl-C', async () => {
  const { url, lines } = await start([built('main/cli.js'), 'serve', sampleCase])
  expect(lines).toEqual([`Trailproof is at ${url.href}`])
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
    'Opening in a browser: --browser was given.',
    expect.stringMatching(/^Trailproof is at http:\/\/127\.0\.0\.1:\d+\//),
  ])
  host!.kill('SIGTERM')
  expect(await once(host!, 'exit')).toEqual([0, null])
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
