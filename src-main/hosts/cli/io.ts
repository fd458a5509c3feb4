import type { Outcome } from '../../../src-shared/model/integrity.ts'
import type { Engine } from '../../engine/engine.ts'
import type { Messages, Results } from './output.ts'

/** What a command may touch of the process that runs it. */
export interface CommandIo {
  /** Results, and nothing else. */
  readonly out: Results
  /** Progress, warnings and problems. */
  readonly err: Messages
  /** Aborted by SIGINT, SIGTERM and SIGHUP, and when nothing more can be written. */
  readonly signal: AbortSignal
}

/** Starts the engine that a command asks; a command disposes of what it started. */
export type StartEngine = () => Promise<Engine>

/** A command's arguments, without its name, to its exit code. */
export type Command = (args: readonly string[], io: CommandIo, startEngine: StartEngine) => Promise<number>

/** 0, 1 and 2 are the answers of `verify`; the numbers from 64 to 78 are those of BSD's sysexits.h. */
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
  /** The operating system does not give the memory that is needed. */
  noMemory: 71,
  /** What there is to say could not be written: a full disk, mostly. */
  unwritten: 74,
  /** 128 + SIGINT, as shells report it. */
  interrupted: 130,
  /** 128 + SIGPIPE, as of a program whose reader left; nobody is there to be told. */
  readerLeft: 141,
} as const

export const outcomeExitCode = {
  proven: exitCode.done,
  bad: exitCode.bad,
  unproven: exitCode.unproven,
} as const satisfies Readonly<Record<Outcome, number>>
