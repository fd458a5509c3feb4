import { printable, printableLines } from '../../src-shared/base/printable.ts'

/** Told of what was thrown and should not have been, and of what it was thrown by. */
export type ReportBug = (what: string, error: unknown) => void

/** Writes bugs to the terminal that started Trailproof. What was thrown may hold text of evidence. */
export const bugToStderr: ReportBug = (what, error) => {
  process.stderr.write(`Trailproof bug in ${printable(what)}: ${printableLines(stackOf(error))}\n`)
}

export const stackOf = (error: unknown): string => (error instanceof Error && error.stack) || String(error)
