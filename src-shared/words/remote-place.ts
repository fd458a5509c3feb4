import { fail, ok, type Result } from '../base/result.ts'
import type { TrinoServer } from '../model/remote.ts'

/** Where Trino is, of what was typed: `https://trino.example.com:8443`. */
export function readTrinoServer(text: string): Result<string, 'unreadable'> {
  const [, scheme, host] = serverForm.exec(text.trim()) ?? []
  if (scheme === undefined || host === undefined)
    return fail('unreadable', `takes an address such as https://trino.example.com, not “${text}”`)
  return ok(`${scheme}://${host}`.toLowerCase())
}

/** A name or an address of IPv4 or IPv6, with a port or none; no name of a user. */
const serverForm = /^(https?):\/\/((?:[\w.-]+|\[[\da-f:.]+\])(?::\d{1,5})?)(?:\/.*)?$/is

/** What the environment has for Trino; it goes over https only. */
export function trinoSecret(
  endpoint: string,
  { TRINO_PASSWORD: password, TRINO_TOKEN: token }: Readonly<Record<string, string | undefined>>,
): Result<TrinoServer['secret'], 'denied'> {
  const secret = token ? { token } : password ? { password } : null
  if (secret === null || endpoint.startsWith('https:')) return ok(secret)
  return fail('denied', 'TRINO_PASSWORD and TRINO_TOKEN are sent over https only, and the server is http')
}
