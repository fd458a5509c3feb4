import { readTime, type WrittenTime } from '../../../src-shared/base/read-time.ts'
import { fail, ok, type Result } from '../../../src-shared/base/result.ts'
import { timeReadAs } from '../../../src-shared/filter/time-notes.ts'
import type { AskedRange } from '../../../src-shared/model/verification.ts'

/** Both ends, and how they were read where they are not written in full. */
export interface ReadRange {
  readonly range: AskedRange | undefined
  readonly notes: readonly string[]
}

/** Times as in a filter: a date is its 00:00, what names no zone is UTC. `toOption`: what the later end is called. */
export function readRange(
  from: string | undefined,
  to: string | undefined,
  toOption: string,
): Result<ReadRange, 'usage'> {
  if (from === undefined && to === undefined) return ok({ range: undefined, notes: [] })
  const ends = { from: from === undefined ? null : readTime(from), to: to === undefined ? null : readTime(to) }
  if (from !== undefined && ends.from === null) return fail('usage', `${takesTime('from')}, not “${from}”`)
  if (to !== undefined && ends.to === null) return fail('usage', `${takesTime(toOption)}, not “${to}”`)
  const range = { from: ends.from?.time ?? null, to: ends.to?.time ?? null }
  if (range.from !== null && range.to !== null && range.to < range.from)
    return fail('usage', `--from must not be later than --${toOption}`)
  return ok({ range, notes: [...noteOn('from', from, ends.from), ...noteOn(toOption, to, ends.to)] })
}

const takesTime = (option: string) => `--${option} takes a time such as 2024-03-05T10:00:00Z`

function noteOn(option: string, text: string | undefined, read: WrittenTime | null): readonly string[] {
  const note = text === undefined || read === null ? null : timeReadAs(text, read)
  return note === null ? [] : [`${takesTime(option)}: ${note}`]
}
