// Preloaded into measured Node programs (`--import`): writes what the process used to BENCH_USAGE_FILE when it exits.
import { readFileSync, writeFileSync } from 'node:fs'
import { isMainThread } from 'node:worker_threads'

/** Linux carries the peak of the parent into a child's ru_maxrss; /proc has the process's own. */
function peakBytes() {
  try {
    return Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8'))[1]) * 1024
  } catch {
    return process.resourceUsage().maxRSS * 1024
  }
}

if (isMainThread && process.env.BENCH_USAGE_FILE) {
  process.on('exit', () => {
    const { userCPUTime, systemCPUTime } = process.resourceUsage()
    const usage = { cpu: (userCPUTime + systemCPUTime) / 1e6, rss: peakBytes() / 1e6 }
    writeFileSync(process.env.BENCH_USAGE_FILE, JSON.stringify(usage))
  })
}
