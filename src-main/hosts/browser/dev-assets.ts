import type { AssetHandler } from './assets.ts'

/**
 * `npm run dev` only: hands pages through from Vite's server, so that the window keeps the origin it has in a build.
 * Hot reload needs an inline script and a socket to Vite, so the strict policy is left out here, the page's own included.
 */
export function createDevAssetHandler(viteUrl: string): AssetHandler {
  return async (request) => {
    const { pathname, search } = new URL(request.url)
    const answer = await fetch(new URL(pathname + search, viteUrl), {
      headers: { accept: request.headers.get('accept') ?? '*/*' },
    })
    const type = answer.headers.get('content-type') ?? 'text/plain'
    const headers = { 'Content-Type': type, 'Cache-Control': 'no-store' }
    if (!type.startsWith('text/html')) return new Response(answer.body, { status: answer.status, headers })
    const html = (await answer.text()).replace(/<meta\s+http-equiv="Content-Security-Policy"[^>]*>/, '')
    return new Response(html, { status: answer.status, headers })
  }
}
