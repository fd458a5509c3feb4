import type { RulesRead } from './read/read-rules.ts'
import type { CorrelationRule, EventRule, RefusedRule, SigmaRule } from './rule.ts'

/** A correlation and the rules that it names, in its order. */
export interface Linked {
  readonly rule: CorrelationRule
  readonly members: readonly Member[]
}
export interface Member {
  /** As the correlation names it. */
  readonly named: string
  readonly rule: SigmaRule
}

export interface LinkedRules {
  readonly events: readonly EventRule[]
  /** Each behind those that it names. */
  readonly correlations: readonly Linked[]
  /** Keys of rules that are only parts of correlations of their file, and are not reported on their own. */
  readonly onlyParts: ReadonlySet<string>
  readonly refused: readonly RefusedRule[]
}

const deepest = 32

/** Finds the rules that correlations name: by name, id, or, as those of Suzaku do, by title. */
export function linked({ rules, refused }: RulesRead): LinkedRules {
  const byName = new Map<string, SigmaRule>()
  for (const of of ['title', 'id', 'name'] as const)
    for (const rule of rules) {
      const name = rule.about[of]
      if (name !== null) byName.set(name, rule)
    }
  const correlations: Linked[] = []
  const moreRefused: RefusedRule[] = []
  const state = new Map<SigmaRule, 'open' | 'linked' | 'refused'>()

  /** Why it cannot run; null where it can. */
  function link(rule: CorrelationRule, depth = 0): string | null {
    if (depth > deepest) return `it names correlations of correlations, more than ${deepest} deep`
    if (state.get(rule) === 'open') return 'it names itself by way of other correlations'
    if (state.has(rule)) return state.get(rule) === 'linked' ? null : `“${rule.about.title}” is not run`
    state.set(rule, 'open')
    const members: Member[] = []
    let reason: string | null = null
    for (const named of rule.rules) {
      const member = byName.get(named)
      if (member === undefined) reason ??= `it names “${named}”, and no such rule was read`
      else if (member.kind === 'correlation') reason ??= link(member, depth + 1)
      if (member !== undefined) members.push({ named, rule: member })
    }
    state.set(rule, reason === null ? 'linked' : 'refused')
    if (reason === null) correlations.push({ rule, members })
    else {
      const { file, line, title } = rule.about
      moreRefused.push({ file, line, title, reason, isForOtherLogs: false })
    }
    return reason
  }
  for (const rule of rules) if (rule.kind === 'correlation') link(rule)

  // A rule with a file of its own stands for itself, whoever else names it.
  const parts = correlations.flatMap(({ rule, members }) =>
    rule.generates ? [] : members.filter((member) => member.rule.about.file === rule.about.file),
  )
  return {
    events: rules.filter((rule) => rule.kind === 'events'),
    correlations,
    onlyParts: new Set(parts.map(({ rule }) => rule.about.key)),
    refused: [...refused, ...moreRefused],
  }
}
