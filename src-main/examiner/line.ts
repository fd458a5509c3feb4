import { createHash } from 'node:crypto'
import type { LogLine } from '../../src-shared/model/examiner-log.ts'
import { canonicalJson } from './canonical.ts'

/** Of the UTF-8 bytes, hex. */
export const sha256Of = (text: string): string => createHash('sha256').update(text).digest('hex')

/** The text of the line behind the one whose text is `before`; without its line break. */
export function lineAfter(before: string | null, said: Omit<LogLine, 'previous' | 'hash'>): string {
  const line = { ...said, previous: before === null ? null : sha256Of(before) }
  return canonicalJson({ ...line, hash: sha256Of(canonicalJson(line)) })
}

/** Null where the text is no line of a log. Whether its hash is right is not looked at. */
export function readLine(text: string): LogLine | null {
  try {
    const line: Partial<LogLine> | null = JSON.parse(text)
    return line !== null && typeof line === 'object' && hasFields(line) ? line : null
  } catch {
    return null
  }
}

const hasFields = (line: Partial<LogLine>): line is LogLine => {
  const { n, at, who, version, what, previous, hash } = line
  return Number.isSafeInteger(n) && n! > 0 && typeof at === 'string' && typeof who?.name === 'string' && typeof version === 'string' &&
  typeof what?.kind === 'string' && (previous === null || typeof previous === 'string') && typeof hash === 'string' // biome-ignore format: a list
}

/** Whether the text is the canonical form of a line whose hash is that of what it says. */
export function isIntact(text: string, { hash, ...said }: LogLine): boolean {
  return hash === sha256Of(canonicalJson(said)) && text === canonicalJson({ ...said, hash })
}
