import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import { z } from 'zod'
import type { Handlers } from '../../../src-shared/contract/index.ts'
import type { Engine } from '../../engine/engine.ts'
import type { ReportBug } from '../../runtime/report-bug.ts'
import { dispatch, forwardPushes } from '../../service/dispatch.ts'
import { ofWindow, type RemoteQueries } from '../../service/remote-queries.ts'

/** Holds the longest SQL text a call accepts, with room. */
const longestMessage = 4 * 1024 * 1024

/** One call: `{id, call, input}`, answered by `{id, answer}`. Pushes are `{push, value}`. */
const messageForm = z.object({ id: z.int().min(0), call: z.string().max(100), input: z.unknown().optional() })

/** RFC 6455, section 7.4.1. */
const policyViolation = 1008

export interface Sockets {
  accept(request: IncomingMessage, socket: Duplex, head: Buffer): void
  clients(): number
  close(): void
}

/** The contract over WebSocket, for windows that were let in. */
export function createSockets(
  handlers: Handlers,
  engine: Engine,
  remote: RemoteQueries,
  reportBug: ReportBug,
): Sockets {
  const server = new WebSocketServer({ noServer: true, maxPayload: longestMessage, perMessageDeflate: false })
  const tell = (socket: WebSocket, message: object) => {
    if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(message))
  }
  const endPushes = forwardPushes(engine, remote, (push, value) => {
    for (const socket of server.clients) tell(socket, { push, value })
  })
  server.on('connection', (socket) => {
    // `ws` closes the connection after an oversized or malformed frame. Without a listener its error would be thrown.
    socket.on('error', () => undefined)
    const own = ofWindow(handlers)
    socket.on('close', own.leave)
    socket.on('message', async (data) => {
      const message = readMessage(String(data))
      if (message === null) return socket.close(policyViolation, 'Not a call')
      tell(socket, { id: message.id, answer: await dispatch(own.handlers, message.call, message.input, reportBug) })
    })
  })
  return {
    accept: (request, socket, head) =>
      server.handleUpgrade(request, socket, head, (opened) => server.emit('connection', opened, request)),
    clients: () => server.clients.size,
    close() {
      endPushes()
      for (const socket of server.clients) socket.terminate()
      server.close()
    },
  }
}

function readMessage(text: string): z.infer<typeof messageForm> | null {
  try {
    return messageForm.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}
