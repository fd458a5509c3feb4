/** Told of what was thrown and should not have been, and of what it was thrown by. */
export type ReportBug = (what: string, error: unknown) => void

/** Writes bugs to the terminal that started Trailproof. */
export const bugToStderr: ReportBug = (what, error) => {
  process.stderr.write(`Trailproof bug in ${what}: ${error instanceof Error ? error.stack : String(error)}\n`)
}
