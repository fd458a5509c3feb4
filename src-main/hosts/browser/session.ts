import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

/** Who may talk to the browser host: whoever opened an address it printed, once, and then that browser's cookie. */
export interface Session {
  /** A token that is good for one visit. Those issued before it are good no longer. */
  issue(): string
  redeem(token: string): Redeemed
  holdsCookie(cookieHeader: string | undefined): boolean
}

/**
 * `cookie`: the value of a `Set-Cookie` header. `used`: the token was good once, or another has taken its place.
 * `unknown`: it was never issued here.
 */
export type Redeemed = { readonly cookie: string } | 'used' | 'unknown'

/** Browsers keep cookies per host and not per port: the name tells hosts that run side by side apart. */
export function createSession(port: number): Session {
  const name = `trailproof-${port}`
  const secret = randomBytes(32).toString('base64url')
  const spent: string[] = []
  let good: string | null = null
  return {
    issue() {
      if (good !== null) spent.push(good)
      good = randomBytes(32).toString('base64url')
      return good
    },
    redeem(offered) {
      if (good === null || !sameText(offered, good))
        return spent.some((token) => sameText(offered, token)) ? 'used' : 'unknown'
      spent.push(good)
      good = null
      return { cookie: `${name}=${secret}; Path=/; HttpOnly; SameSite=Strict` }
    },
    holdsCookie: (header = '') =>
      header.split(';').some((pair) => {
        const [key, value] = pair.trim().split('=')
        return key === name && value !== undefined && sameText(value, secret)
      }),
  }
}

/** Takes the same time wherever the texts differ; the hashes make their lengths equal. */
function sameText(a: string, b: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(hash(a), hash(b))
}
