import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

/** Who may talk to the browser host: whoever opened the address it printed, once, and then that browser's cookie. */
export interface Session {
  /** Good for one visit. */
  readonly token: string
  /** The value of a `Set-Cookie` header for the right token at its first use; null for any other. */
  redeem(token: string): string | null
  holdsCookie(cookieHeader: string | undefined): boolean
}

/** Browsers keep cookies per host and not per port: the name tells hosts that run side by side apart. */
export function createSession(port: number): Session {
  const name = `trailproof-${port}`
  const token = randomBytes(32).toString('base64url')
  const secret = randomBytes(32).toString('base64url')
  let spent = false
  return {
    token,
    redeem(offered) {
      if (spent || !sameText(offered, token)) return null
      spent = true
      return `${name}=${secret}; Path=/; HttpOnly; SameSite=Strict`
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
