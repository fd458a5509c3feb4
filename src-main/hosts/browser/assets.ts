import { readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { securityHeaders } from './headers.ts'

/** Serves files of the built renderer, for the browser host and for Electron's `app://` protocol. */
export type AssetHandler = (request: Request) => Promise<Response>

/** The only kinds of files that are served. */
const contentTypes: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
  '.woff2': 'font/woff2',
}

export function createAssetHandler(folder: string): AssetHandler {
  return async (request) => {
    const refusal = refuseMethod(request.method)
    if (refusal !== null) return refusal
    const parts = safeParts(new URL(request.url).pathname)
    const type = parts === null ? undefined : contentTypes[extname(parts.at(-1) ?? '')]
    if (parts === null || type === undefined) return refuse(404, 'There is no such page.')
    try {
      const content = await readFile(join(folder, ...parts))
      return new Response(request.method === 'HEAD' ? null : new Uint8Array(content), {
        headers: { ...securityHeaders, 'Content-Type': type, 'Cache-Control': cacheFor(parts) },
      })
    } catch {
      return refuse(404, 'There is no such page.')
    }
  }
}

/** The path's names below the folder; null for anything that could lead out of it or name a device or a stream. */
function safeParts(pathname: string): string[] | null {
  let path: string
  try {
    path = decodeURIComponent(pathname)
  } catch {
    return null
  }
  const parts = (path === '/' ? '/index.html' : path).slice(1).split('/')
  return parts.every((part) => /^[\w-][\w .-]*$/.test(part)) ? parts : null
}

/** The build writes a hash of the content into the names under `assets`, so those never change. */
const cacheFor = (parts: readonly string[]) =>
  parts[0] === 'assets' ? 'private, max-age=31536000, immutable' : 'no-cache'

/** Null for a method that pages are asked for with. */
export const refuseMethod = (method: string | undefined): Response | null =>
  method === 'GET' || method === 'HEAD'
    ? null
    : refuse(405, 'Only GET and HEAD are answered here.', { Allow: 'GET, HEAD' }) // RFC 9110, 15.5.6

export function refuse(status: number, sentence: string, headers: Readonly<Record<string, string>> = {}): Response {
  return new Response(`${sentence}\n`, {
    status,
    headers: {
      ...securityHeaders,
      'Content-Type': 'text/plain; charset=utf-8',
      'Cache-Control': 'no-store',
      ...headers,
    },
  })
}
