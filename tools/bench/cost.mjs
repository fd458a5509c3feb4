// What this process has cost so far, all its threads included.
import { readFileSync, writeFileSync } from 'node:fs'
import { performance } from 'node:perf_hooks'

/** MB in memory: now, or at the peak. Linux carries the peak of the parent into a child's ru_maxrss; /proc has the process's own. */
export function residentMb(which = 'now') {
  try {
    const field = which === 'peak' ? /VmHWM:\s+(\d+) kB/ : /VmRSS:\s+(\d+) kB/
    return (Number(field.exec(readFileSync('/proc/self/status', 'utf8'))[1]) * 1024) / 1e6
  } catch {
    return which === 'peak' ? (process.resourceUsage().maxRSS * 1024) / 1e6 : process.memoryUsage.rss() / 1e6
  }
}

/** The peak is from now on, where the system can forget an earlier one (proc(5), clear_refs). */
export function forgetPeak() {
  try {
    writeFileSync('/proc/self/clear_refs', '5')
  } catch {
    // Elsewhere the peak stays that of the whole process.
  }
}

/** Seconds of wall time and of CPU. */
export async function timed(work) {
  const [cpuBefore, from] = [process.cpuUsage(), performance.now()]
  const value = await work()
  const wall = (performance.now() - from) / 1000
  const { user, system } = process.cpuUsage(cpuBefore)
  return { value, wall, cpu: (user + system) / 1e6 }
}
