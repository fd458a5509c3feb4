// Preloaded into measured Node programs (`--import`): writes what the process used to BENCH_USAGE_FILE when it exits.
import { writeFileSync } from 'node:fs'
import { isMainThread } from 'node:worker_threads'
import { residentMb } from './cost.mjs'

if (isMainThread && process.env.BENCH_USAGE_FILE) {
  process.on('exit', () => {
    const { userCPUTime, systemCPUTime } = process.resourceUsage()
    const usage = { cpu: (userCPUTime + systemCPUTime) / 1e6, rss: residentMb('peak') }
    writeFileSync(process.env.BENCH_USAGE_FILE, JSON.stringify(usage))
  })
}
