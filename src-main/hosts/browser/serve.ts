import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { fail, ok, type Result } from '../../../src-shared/base/result.ts'
import type { Handlers } from '../../../src-shared/contract/index.ts'
import type { Engine } from '../../engine/engine.ts'
import type { ReportBug } from '../../runtime/report-bug.ts'
import type { RemoteQueries } from '../../service/remote-queries.ts'
import { type AssetHandler, refuse, refuseMethod } from './assets.ts'
import { securityHeaders } from './headers.ts'
import { createSession, type Session } from './session.ts'
import { createSockets } from './sockets.ts'

export interface HostParts {
  readonly handlers: Handlers
  readonly engine: Engine
  readonly remote: RemoteQueries
  readonly assets: AssetHandler
  /** 0 takes any free one. */
  readonly port: number
  /** A sentence for whoever comes with an address that is not good: how to get one that is. */
  readonly howToEnter: string
  readonly reportBug: ReportBug
}

export interface BrowserHost {
  /** A new address to open, good once. The one before it is good no longer. */
  newUrl(): string
  clients(): number
  close(): Promise<void>
}

/** Only this machine's own programs reach it. */
const loopback = '127.0.0.1'

/** Serves the window to a browser on this machine: pages and calls, both only to the browser that holds the cookie. */
export async function serveBrowser(parts: HostParts): Promise<Result<BrowserHost, 'port-taken'>> {
  const server = createServer({ requestTimeout: 30_000, maxHeaderSize: 16_384 })
  const problem = await listen(server, parts.port)
  if (problem !== null) return fail('port-taken', `Port ${parts.port} of ${loopback} cannot be used: ${problem}.`)

  const { port } = server.address() as AddressInfo
  const session = createSession(port)
  const sockets = createSockets(parts.handlers, parts.engine, parts.remote, parts.reportBug)
  const gate = createGate(port, session)

  server.on('request', (request, response) => {
    answerRequest(request, gate, session, parts)
      .catch((error) => {
        parts.reportBug(`${request.method} ${request.url}`, error)
        return refuse(500, 'Trailproof could not answer; the terminal that started it says why.')
      })
      .then((answer) => sendAnswer(answer, response))
      .catch(() => response.destroy())
  })
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const refusal = gate.refuseUpgrade(request)
    if (refusal === null) sockets.accept(request, socket, head)
    else
      socket
        .on('error', () => socket.destroy())
        .end(`HTTP/1.1 ${refusal} Refused\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
  })

  return ok({
    newUrl: () => `http://${loopback}:${port}/?token=${session.issue()}`,
    clients: sockets.clients,
    async close() {
      sockets.close()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  })
}

function listen(server: ReturnType<typeof createServer>, port: number): Promise<string | null> {
  return new Promise((resolve) => {
    server.once('error', (error: NodeJS.ErrnoException) => resolve(whyNoPort[error.code ?? ''] ?? error.message))
    server.listen(port, loopback, () => resolve(null))
  })
}

const whyNoPort: Readonly<Record<string, string>> = {
  EADDRINUSE: 'another program uses it, perhaps another Trailproof',
  EACCES: 'the operating system keeps it for programs of the administrator',
}

async function answerRequest(
  incoming: IncomingMessage,
  gate: Gate,
  session: Session,
  { assets, howToEnter }: HostParts,
): Promise<Response> {
  if (!gate.isAddressedToUs(incoming)) return refuse(421, 'This address is not served here.')
  // The Fetch standard has no Request with the method TRACE.
  const refusal = refuseMethod(incoming.method)
  if (refusal !== null) return refusal
  const base = `http://${incoming.headers.host}`
  if (!URL.canParse(incoming.url ?? '/', base)) return refuse(400, 'The address could not be understood.')
  const url = new URL(incoming.url ?? '/', base)
  const token = url.searchParams.get('token')
  const isKnown = session.holdsCookie(incoming.headers.cookie)
  if (token !== null) {
    const redeemed = session.redeem(token)
    const isLetIn = typeof redeemed === 'object'
    if (!isLetIn && !isKnown) return refuse(403, `${whyNotGood[redeemed]} ${howToEnter}`)
    const headers = { ...securityHeaders, Location: '/', 'Cache-Control': 'no-store' }
    return new Response(null, {
      status: 302,
      headers: isLetIn ? { ...headers, 'Set-Cookie': redeemed.cookie } : headers,
    })
  }
  if (!isKnown) return refuse(401, `This browser has not opened an address that Trailproof printed. ${howToEnter}`)
  return assets(new Request(url, { method: incoming.method ?? 'GET', headers: acceptOf(incoming) }))
}

const whyNotGood = {
  used: 'This address lets one browser in, once. It was used, or a newer one was printed.',
  unknown: 'Trailproof has not printed this address since it was started.',
} as const

const acceptOf = ({ headers }: IncomingMessage): Record<string, string> =>
  headers.accept === undefined ? {} : { accept: headers.accept }

async function sendAnswer(answer: Response, response: ServerResponse): Promise<void> {
  response.writeHead(answer.status, Object.fromEntries(answer.headers))
  response.end(new Uint8Array(await answer.arrayBuffer()))
}

interface Gate {
  isAddressedToUs(request: IncomingMessage): boolean
  /** The HTTP status to refuse a WebSocket with; null lets it in. */
  refuseUpgrade(request: IncomingMessage): number | null
}

/**
 * The two checks that a cookie cannot make. Host: a foreign name that resolves to 127.0.0.1 (DNS rebinding) is not us.
 * Origin: browsers let any page open a WebSocket to any host, cookies along; they only say truly who asks.
 */
function createGate(port: number, session: Session): Gate {
  const hosts = [`${loopback}:${port}`, `localhost:${port}`]
  const isAddressedToUs = ({ headers }: IncomingMessage) => hosts.includes(headers.host ?? '')
  return {
    isAddressedToUs,
    refuseUpgrade(request) {
      const { headers } = request
      if (!isAddressedToUs(request)) return 421
      if (request.url !== '/ws') return 404
      if (headers.origin !== `http://${headers.host}`) return 403
      return session.holdsCookie(headers.cookie) ? null : 401
    },
  }
}
