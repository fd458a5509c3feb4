import type { IncidentScore, IncidentStep } from '../../../src-shared/contract/incidents.ts'
import { tactics } from '../../../src-shared/model/attack.ts'
import type { Severity } from '../../../src-shared/model/severity.ts'
import type { Told } from './groups.ts'

const weights: Readonly<Record<Severity, number>> = { high: 10, medium: 4, low: 1, info: 0.2 }

/** How many actors of the case have findings of a rule. */
export function actorsByRule(told: readonly Told[]): ReadonlyMap<string, number> {
  const actors = new Map<string, Set<number>>()
  for (const { finding, actors: of } of told) {
    const known = actors.get(finding.rule) ?? new Set()
    for (const code of of) known.add(code)
    actors.set(finding.rule, known)
  }
  return new Map([...actors].map(([rule, of]) => [rule, of.size]))
}

export function scoreOf(
  group: readonly Told[],
  steps: readonly IncidentStep[],
  byRule: ReadonlyMap<string, number>,
  { events, proven, isAnythingProven }: { events: number; proven: number; isAnythingProven: boolean },
): IncidentScore {
  const gravest = new Map<string, number>()
  for (const { finding } of group)
    gravest.set(finding.rule, Math.max(gravest.get(finding.rule) ?? 0, weights[finding.severity]))
  const severity = [...gravest.values()].reduce((sum, weight) => sum + weight, 0)
  const rare = [...gravest].reduce((sum, [rule, weight]) => sum + weight / Math.sqrt(byRule.get(rule)!), 0)
  return {
    severity,
    rarity: Math.max(rare / severity, 1 / 3),
    sequence: 1 + (longestSequence(steps) - 1) / 4,
    proof: isAnythingProven ? 0.5 + proven / events / 2 : 1,
  }
}

export const total = ({ severity, rarity, sequence, proof }: IncidentScore): number =>
  severity * rarity * sequence * proof

/** The most tactics, each once, that follow in the order of an attack while time goes on; at least 1. */
export function longestSequence(steps: readonly IncidentStep[]): number {
  // longest[t]: of sequences that end with tactic t. A step serves one of its tactics.
  const longest = new Array<number>(tactics.length).fill(0)
  for (const { tactics: of } of steps) {
    const before = longest.slice()
    for (const tactic of of) {
      const place = tactics.indexOf(tactic)
      longest[place] = Math.max(longest[place]!, 1 + Math.max(0, ...before.slice(0, place)))
    }
  }
  return Math.max(1, ...longest)
}
