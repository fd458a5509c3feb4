import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** Calls at each Enter that is pressed in the terminal, until the function it gives is called. */
export type OnEnter = (press: () => void) => () => void

/** Null where there is no terminal to press Enter in. */
export function enterIn(stdin: NodeJS.ReadStream, platform: NodeJS.Platform): OnEnter | null {
  if (!stdin.isTTY) return null
  return (press) => {
    const onText = (text: Buffer | string) => {
      if (/[\r\n]/.test(String(text))) press()
    }
    // Ctrl-Z and `bg` or `fg`: the terminal is another's now, or ours again.
    const look = () => void (isInForeground(platform) ? stdin.resume() : stdin.pause())
    stdin.on('data', onText)
    look()
    if (platform !== 'win32') process.on('SIGCONT', look)
    return () => {
      process.off('SIGCONT', look)
      stdin.off('data', onText).pause()
    }
  }
}

/** A program in the background that reads from its terminal is stopped by SIGTTIN: `trailproof serve … &`. */
function isInForeground(platform: NodeJS.Platform): boolean {
  try {
    if (platform === 'linux') {
      // proc_pid_stat(5): behind the name, which may hold anything: state, parent, group, session, terminal, its group.
      const fields = readFileSync('/proc/self/stat', 'utf8').split(') ').at(-1)!.split(' ')
      return fields[2] === fields[5]
    }
    if (platform === 'win32') return true
    const told = execFileSync('ps', ['-o', 'pgid=,tpgid=', '-p', String(process.pid)], { encoding: 'utf8' })
    const [group, ofTerminal] = told.trim().split(/\s+/)
    return group === ofTerminal
  } catch {
    return false
  }
}
