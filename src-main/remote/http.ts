import { type ClientRequest, type IncomingMessage, request as plainRequest } from 'node:http'
import { request as secureRequest } from 'node:https'
import { HttpsProxyAgent } from 'https-proxy-agent'
import { getProxyForUrl } from 'proxy-from-env'

export interface Asked {
  readonly method: 'GET' | 'POST' | 'DELETE'
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
}

export interface Answered {
  readonly status: number
  readonly text: string
}

/** No answer came, or not all of it. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer'

  constructor(
    message: string,
    /** Nothing was sent: the same request may be made again, whatever it does. */
    readonly isUnsent: boolean,
  ) {
    super(message)
  }
}

/** More than one page of a result is. */
const mostBytes = 256 << 20

/**
 * One request, through the proxy that `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY` name. Redirects are not followed. Throws
 * `NoAnswer`, or the reason of the signal.
 */
export function ask({ method, url, headers, body }: Asked, idleMs: number, signal: AbortSignal): Promise<Answered> {
  const make = url.startsWith('https:') ? secureRequest : plainRequest
  const proxy = getProxyForUrl(url)
  // A kept connection may be one that the server closes just now. What must not be made twice gets one of its own.
  const own = method === 'POST' ? false : undefined
  const agent = proxy === '' ? own : new HttpsProxyAgent(proxy)
  return new Promise((resolve, reject) => {
    let isSent = false
    const why = (error: NodeJS.ErrnoException) =>
      signal.aborted ? signal.reason : new NoAnswer(`${error.code ?? error.name}: ${error.message}`, !isSent)
    const asked: ClientRequest = make(url, { method, headers, agent, signal, timeout: idleMs }, (answer) => {
      readAll(answer).then(
        (text) => resolve({ status: answer.statusCode ?? 0, text }),
        (error) => reject(why(error)),
      )
    })
    asked.on('socket', (socket) => {
      // A connection that is kept from an earlier request tells of no second one.
      if (asked.reusedSocket) isSent = true
      else
        socket.once(url.startsWith('https:') ? 'secureConnect' : 'connect', () => {
          isSent = true
        })
    })
    asked.on('timeout', () => asked.destroy(new Error(`nothing came for ${idleMs / 1000} s`)))
    asked.on('error', (error) => reject(why(error)))
    asked.end(body)
  })
}

async function readAll(answer: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = []
  let bytes = 0
  for await (const piece of answer as AsyncIterable<Buffer>) {
    bytes += piece.length
    if (bytes > mostBytes) throw new Error(`an answer is larger than ${mostBytes} bytes`)
    pieces.push(piece)
  }
  return Buffer.concat(pieces).toString()
}
