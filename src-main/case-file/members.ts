import type { CellType } from '../columns/stored/stored-events.ts'

/** What the manifest states of another member. */
export interface MemberStated {
  readonly name: string
  /** Not compressed. */
  readonly bytes: number
  /** Over these bytes, hex. */
  readonly sha256: string
  /** Of an array of columns. */
  readonly cells?: CellType | undefined
}

const linesAtOnce = 1 << 20

/** Lines of JSON, some at a time. */
export function* ndJsonLines(values: Iterable<unknown>): Generator<Buffer> {
  let text = ''
  for (const value of values) {
    text += `${JSON.stringify(value)}\n`
    if (text.length < linesAtOnce) continue
    yield Buffer.from(text)
    text = ''
  }
  if (text !== '') yield Buffer.from(text)
}
