import type { Writable } from 'node:stream'
import { printable } from '../../../src-shared/base/printable.ts'

/**
 * All that a command writes goes through here, so that no text of evidence reaches a terminal as it is.
 */
export interface Output {
  /**
   * For people. Each text is one line: line breaks before and behind it are ours, and those within it come from
   * evidence, like all else that a terminal obeys. They are written as escapes; tabs stay.
   */
  say(texts: string | Iterable<string>): Promise<void>
}

export interface Results extends Output {
  /** For programs: CSV and JSON, written as they are. */
  data(texts: string | Iterable<string>): Promise<void>
  /** For programs, too: a file of bytes. */
  bytes(data: Uint8Array): Promise<void>
  /** Something was not written, because the command was interrupted or its reader left. */
  readonly isCut: boolean
}

export interface Messages extends Output {
  /** A line of progress in place of the one before; null takes it away. Drawn on terminals only. */
  draw(line: string | null): void
}

/** Of an aborted command, no more results are written. */
export function createResults(stream: Writable, signal: AbortSignal): Results {
  let isCut = false
  const writeAll = async (texts: Iterable<string>) => {
    for (const block of inBlocks(texts)) {
      if (signal.aborted) {
        isCut = true
        return
      }
      await write(stream, block)
    }
  }
  return {
    say: (texts) => writeAll(lines(texts)),
    data: (texts) => writeAll(listOf(texts)),
    bytes: async (data) => {
      if (signal.aborted) isCut = true
      else await write(stream, data)
    },
    get isCut() {
      return isCut
    },
  }
}

export function createMessages(stream: Writable, isTerminal: boolean): Messages {
  // ECMA-48: to the line's start, then erase to its end.
  const erase = '\r\u001b[K'
  return {
    say: async (texts) => {
      for (const line of lines(texts)) await write(stream, line)
    },
    draw: (line) => {
      if (isTerminal) stream.write(line === null ? erase : erase + printable(line))
    },
  }
}

const listOf = (texts: string | Iterable<string>): Iterable<string> => (typeof texts === 'string' ? [texts] : texts)

function* lines(texts: string | Iterable<string>): Iterable<string> {
  for (const text of listOf(texts)) yield line(text)
}

function line(text: string): string {
  const [, before = '', within = '', behind = ''] = /^(\n*)(.*?)(\n*)$/s.exec(text)!
  return `${before}${within.split('\t').map(printable).join('\t')}${behind || '\n'}`
}

const blockLength = 65_536

/** A write to a pipe is a call to the operating system, so many lines are written at once. */
function* inBlocks(texts: Iterable<string>): Iterable<string> {
  let block = ''
  for (const text of texts) {
    block += text
    if (block.length < blockLength) continue
    yield block
    block = ''
  }
  yield block
}

/** Writes and waits while the reader is slower than we are. A reader that went away ends the wait. */
async function write(stream: Writable, text: string | Uint8Array): Promise<void> {
  if (stream.destroyed || stream.write(text)) return
  await new Promise<void>((resolve) => {
    const settle = () => {
      stream.off('drain', settle).off('close', settle).off('error', settle)
      resolve()
    }
    stream.once('drain', settle).once('close', settle).once('error', settle)
  })
}
