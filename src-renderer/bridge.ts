import { fail } from '../src-shared/base/result.ts'
import type { Answer, Bridge, CallName, In, Pushed, PushName } from '../src-shared/contract/index.ts'

declare global {
  interface Window {
    /** Put there by Electron's preload; absent in a browser. */
    readonly trailproof?: Bridge
  }
}

export type Connection = 'connected' | 'disconnected'

/** Where the other process is: Electron's preload, or else a WebSocket to whoever served the page. */
const bridge = (): Bridge => window.trailproof ?? openSocket()

/** Asks the other process. Never rejects: a host that broke or went away answers as a failure too. */
export async function invoke<N extends CallName>(name: N, input: In<N>): Promise<Answer<N>> {
  try {
    return await bridge().invoke(name, input)
  } catch (error) {
    return fail('bug', `“${name}” was not answered: ${error instanceof Error ? error.message : String(error)}`)
  }
}

export const subscribe = <N extends PushName>(name: N, listener: (value: Pushed<N>) => void): (() => void) =>
  bridge().subscribe(name, listener)

export const pathsOf = (files: readonly unknown[]): readonly string[] => bridge().pathsOf(files)

const connectionListeners = new Set<(connection: Connection) => void>()

/** Electron's bridge lives as long as the window; only a socket is ever lost. */
export function onConnection(listener: (connection: Connection) => void): () => void {
  connectionListeners.add(listener)
  return () => connectionListeners.delete(listener)
}

type Message =
  | { readonly id: number; readonly answer: Answer<CallName> }
  | { readonly push: PushName; readonly value: unknown }

type Settle = (answer: Answer<CallName>) => void

let socketBridge: Bridge | null = null

const firstRetryMs = 500
const lastRetryMs = 5_000

/** The browser host's protocol: `{id, call, input}` one way, `{id, answer}` and `{push, value}` the other. */
function openSocket(): Bridge {
  if (socketBridge !== null) return socketBridge
  const waiting = new Map<number, Settle>()
  const listeners = new Map<PushName, Set<(value: unknown) => void>>()
  /** Calls made before the socket stood. */
  let unsent: string[] = []
  let socket: WebSocket | null = null
  let nextId = 1
  let retryMs = firstRetryMs

  const connect = () => {
    const opened = new WebSocket(new URL('/ws', location.href.replace(/^http/, 'ws')))
    opened.onopen = () => {
      socket = opened
      retryMs = firstRetryMs
      for (const text of unsent) opened.send(text)
      unsent = []
      for (const tell of connectionListeners) tell('connected')
    }
    opened.onmessage = ({ data }) => {
      const message = JSON.parse(String(data)) as Message
      if ('push' in message) {
        for (const listener of listeners.get(message.push) ?? []) listener(message.value)
        return
      }
      waiting.get(message.id)?.(message.answer)
      waiting.delete(message.id)
    }
    opened.onclose = () => {
      socket = null
      unsent = []
      const lost = fail('bug', 'The connection to Trailproof was lost before the answer came')
      for (const settle of waiting.values()) settle(lost)
      waiting.clear()
      for (const tell of connectionListeners) tell('disconnected')
      setTimeout(connect, retryMs)
      retryMs = Math.min(lastRetryMs, retryMs * 2)
    }
  }
  connect()

  socketBridge = {
    invoke: (call, input) =>
      new Promise((resolve) => {
        const id = nextId++
        waiting.set(id, resolve as Settle)
        const text = JSON.stringify({ id, call, input })
        if (socket === null) unsent.push(text)
        else socket.send(text)
      }),
    subscribe(name, listener) {
      const those = listeners.get(name) ?? new Set()
      listeners.set(name, those.add(listener as (value: unknown) => void))
      return () => those.delete(listener as (value: unknown) => void)
    },
    // A page may not learn where a dropped file lies.
    pathsOf: () => [],
  }
  return socketBridge
}
