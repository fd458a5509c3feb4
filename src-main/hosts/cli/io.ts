import type { Writable } from 'node:stream'
import type { Engine } from '../../engine/engine.ts'

/** What a command may touch of the process that runs it. */
export interface CommandIo {
  /** Results, and nothing else. */
  readonly out: Writable
  /** Progress, warnings and problems. */
  readonly err: Writable
  /** Whether `err` is a terminal: progress is drawn only there. */
  readonly isTty: boolean
  /** Aborted by SIGINT, SIGTERM and by a reader that went away. */
  readonly signal: AbortSignal
}

/** Starts the engine that a command asks; a command disposes of what it started. */
export type StartEngine = () => Promise<Engine>

/** A command's arguments, without its name, to its exit code. */
export type Command = (args: readonly string[], io: CommandIo, startEngine: StartEngine) => Promise<number>

/** 0, 1 and 2 are the answers of `verify`; the numbers from 64 on are those of BSD's sysexits.h. */
export const exitCode = {
  done: 0,
  /** Something is invalid or missing; of the other commands: the work could not be done. */
  bad: 1,
  /** Nothing bad was found, but something is not proven. */
  unproven: 2,
  usage: 64,
  /** The files and folders named cannot be read or hold nothing to open. */
  noInput: 66,
  /** A defect of Trailproof. */
  bug: 70,
  /** 128 + SIGINT, as shells report it. */
  interrupted: 130,
} as const

/** Writes and waits while the reader is slower than we are. A reader that went away ends the wait. */
export async function write(out: Writable, text: string): Promise<void> {
  if (out.destroyed || out.write(text)) return
  await new Promise<void>((resolve) => {
    const settle = () => {
      out.off('drain', settle).off('close', settle).off('error', settle)
      resolve()
    }
    out.once('drain', settle).once('close', settle).once('error', settle)
  })
}

/**
 * Text of evidence as a terminal may show it. Whoever wrote a log chose part of its text: control characters and
 * marks that reorder text (Unicode bidirectional controls) are shown as escapes, never obeyed.
 */
export const printable = (text: string): string =>
  text.replace(
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]/g,
    (mark) => shortEscapes[mark] ?? `\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
const shortEscapes: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' }
