import type { Rule } from '../../src-shared/contract/findings.ts'
import { notKnown } from '../analysis/rules/not-known.ts'
import { ThreadDeath } from '../runtime/thread-death.ts'
import type { RuleRun } from './sql-worker.ts'

/** After so many threads that died, no further one is started: each takes the time of a new database. */
const mostDeaths = 3

/**
 * Runs rule after rule. A thread that dies takes along the rule that ran on it, which is a finding then, and no other.
 * What else `run` rejects with ends all of them.
 */
export async function* runRules(
  rules: readonly Rule[],
  events: number,
  run: (rule: number) => Promise<RuleRun>,
): AsyncGenerator<RuleRun> {
  const deaths: ThreadDeath[] = []
  for (const [number, rule] of rules.entries()) {
    if (deaths.length < mostDeaths) {
      const ran = await orDeath(run(number))
      if (!(ran instanceof ThreadDeath)) {
        yield ran
        continue
      }
      deaths.push(ran)
    }
    yield { findings: [notKnown(rule, 'memory', deaths.at(-1)!.message, events)], tookMs: 0 }
  }
}

async function orDeath(running: Promise<RuleRun>): Promise<RuleRun | ThreadDeath> {
  try {
    return await running
  } catch (error) {
    if (error instanceof ThreadDeath) return error
    throw error
  }
}
