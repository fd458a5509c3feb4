import { compactJson } from '../../../src-shared/base/json.ts'

/** What stands as text within a record and means more than its letters. */
export type Decoded =
  | { readonly kind: 'policy' | 'json'; readonly text: string }
  | { readonly kind: 'user-data'; readonly text: string }

/** Longer texts are shown as they are: a record may hold megabytes. */
const longest = 1 << 18

/**
 * The document that a string holds: a policy or other JSON that was sent as text, with spaces, or user data of an instance in
 * base64. Null where the string is what it seems. `path` is where it stands in the record, `requestParameters.userData`.
 * IAM encodes documents in responses as in URLs (IAM API reference, GetRolePolicy; RFC 3986).
 */
export function decodedText(text: string, path: string): Decoded | null {
  if (text.length > longest) return null
  if (/(^|\.)userData(\.value)?$/i.test(path)) return userData(text)
  const json = /^\s*[{[]/.test(text) ? text : /^%7[Bb]/.test(text) ? urlDecoded(text) : null
  if (json === null) return null
  const value = parsed(json)
  if (value === null) return null
  const isPolicy = 'Statement' in value
  return { kind: isPolicy ? 'policy' : 'json', text: JSON.stringify(value, null, 2) }
}

function parsed(json: string): object | null {
  try {
    const value: unknown = JSON.parse(json)
    // A key that is written twice would be shown once, and a number beyond 2^53 rounded: such a text stays as it is.
    return typeof value === 'object' && JSON.stringify(value) === compactJson(json.trim()) ? value : null
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    return null
  }
}

function urlDecoded(text: string): string | null {
  try {
    return decodeURIComponent(text)
  } catch (error) {
    if (!(error instanceof URIError)) throw error
    return null
  }
}

/** CloudTrail hides user data of RunInstances; ModifyInstanceAttribute and launch templates may show it. */
function userData(text: string): Decoded | null {
  if (text.length < 8 || text.length % 4 !== 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(text)) return null
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))
  try {
    return { kind: 'user-data', text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) }
  } catch (error) {
    // Compressed user data, and what only looks like base64.
    if (!(error instanceof TypeError)) throw error
    return null
  }
}
