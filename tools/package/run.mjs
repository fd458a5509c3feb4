import { spawnSync } from 'node:child_process'

const longestMs = 10 * 60_000

/** Runs Node's `program` to its end. @returns {{ status: number | null, output: string }} */
export function runNode(program, args, cwd) {
  return run(process.execPath, [program, ...args], cwd)
}

/** Any program; `output` is what it said, on both streams. */
export function run(program, args, cwd) {
  const options = { cwd, encoding: 'utf8', timeout: longestMs, maxBuffer: 64 * 1024 * 1024 }
  const { status, signal, stdout, stderr, error } = spawnSync(program, args, options)
  if (error !== undefined) return { status: null, output: error.message }
  return { status, output: signal === null ? stdout + stderr : `${stdout}${stderr}\nIt was ended by ${signal}.` }
}
