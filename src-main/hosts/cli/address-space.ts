import { readFileSync } from 'node:fs'
import { formatCount } from '../../../src-shared/base/count.ts'

/** Every memory of WebAssembly reserves gigabytes of addresses around it, so that its bounds need no checks. */
const withoutReserve = '--disable-wasm-trap-handler'

/** Most bytes of addresses that this process may have, as `ulimit -v` sets it; null for no limit, or none that is known. */
export function addressSpaceLimit(readLimits = () => readFileSync('/proc/self/limits', 'utf8')): number | null {
  if (process.platform !== 'linux') return null
  try {
    const soft = /^Max address space\s+(\d+)/m.exec(readLimits())?.[1]
    return soft === undefined ? null : Number(soft)
  } catch {
    return null
  }
}

/** Whether the command has to be run again so that it can do with few addresses. */
export const needsFewAddresses = (limit: number | null): limit is number =>
  limit !== null && !process.execArgv.includes(withoutReserve)

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/**
 * Runs the same command without reserved addresses, slower, and hands its signals on. Resolves with its exit code; null
 * when it was ended by the system, which V8 has done when it gets no memory.
 */
export async function runWithFewAddresses(): Promise<number | null> {
  const { spawn } = await import('node:child_process')
  const child = spawn(process.execPath, [withoutReserve, ...process.execArgv, ...process.argv.slice(1)], {
    stdio: 'inherit',
  })
  const handOn = (signal: NodeJS.Signals) => void child.kill(signal)
  for (const signal of signals) process.on(signal, handOn)
  try {
    return await new Promise((resolve, reject) => {
      child.once('error', reject)
      child.once('exit', (code) => resolve(code))
    })
  } finally {
    for (const signal of signals) process.off(signal, handOn)
  }
}

export const fewAddresses = (limit: number): string =>
  `trailproof: it was ended for want of memory: this shell allows ${formatCount(Math.floor(limit / 1e6))} MB of addresses (ulimit -v).`
