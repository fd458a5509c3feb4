// The engine on 1, 2, 4 and 8 cores, as far as the machine has them: Node.js starts as many threads as it may use.
import { cpus } from 'node:os'
import { measureNode } from './measure.mjs'
import { table } from './table.mjs'

const counts = [1, 2, 4, 8].filter((count) => count <= cpus().length)
const milestones = {
  usable: 'timeline and filters answer',
  ready: 'SQL answers',
  judged: 'every file has its verdict',
  found: 'all rules have run',
}

/** Prints the milestones by the number of cores. `script`, `args`: `engine.mjs`, told only to open. */
export async function measureCores(script, args) {
  const reached = {}
  for (const count of counts) {
    const prefix = ['taskset', '-c', count === 1 ? '0' : `0-${count - 1}`]
    const run = await measureNode(script, args, { prefix })
    if (run.code !== 0) return run
    reached[count] = JSON.parse(run.output).milestones
  }
  return { wall: Number.NaN, cpu: Number.NaN, rss: Number.NaN, code: 0, errors: '', output: JSON.stringify(reached) }
}

/** Least wall time of the runs, and how many times as fast as on one core. */
export function coreLines(cores) {
  const outputs = cores?.outputs
  if (outputs === undefined) return ''
  const least = (count, name, field) => Math.min(...outputs.map((each) => each[count][name][field]))
  const rows = Object.entries(milestones).map(([name, text]) => [
    `until ${text}`,
    ...counts.map((count) => {
      const [wall, cpu] = ['wall', 'cpu'].map((field) => least(count, name, field))
      return `${wall.toFixed(2)} (${cpu.toFixed(2)}), ${(least(1, name, 'wall') / wall).toFixed(2)}`
    }),
  ])
  const head = ['wall s (CPU s), times as fast', ...counts.map((count) => `${count} ${count === 1 ? 'core' : 'cores'}`)]
  return table([head, ...rows])
}
