import { dayMs, hourMs, minuteMs, secondMs } from '../../../../src-shared/base/time.ts'
import { type CorrelationRule, correlationTypes, type Threshold } from '../rule.ts'
import { Refused } from './refused.ts'
import { memberOf, textOf, textsOf, type YamlMap } from './yaml.ts'

type Correlation = Omit<CorrelationRule, 'kind' | 'about'>

/** Reads `correlation` (Sigma Correlation Rules Specification 2.1.0). `document`: Suzaku's rules say `generate` there. */
export function readCorrelation(map: YamlMap, document: YamlMap): Correlation {
  const type = correlationTypes.find((known) => known === textOf(map, 'type'))
  if (type === undefined)
    throw new Refused(map.line, `correlations of the type “${textOf(map, 'type') ?? ''}” are not supported`)
  const rules = textsOf(map, 'rules')
  if (rules.length === 0) throw new Refused(map.line, 'its correlation names no rules')
  const generate = textOf(map, 'generate') ?? textOf(document, 'generate')
  return {
    type,
    rules,
    groupBy: textsOf(map, 'group-by'),
    spanMs: spanOf(map),
    threshold: thresholdOf(map, type, rules.length),
    aliases: aliasesOf(map),
    generates: generate?.toLowerCase() === 'true',
  }
}

const units: Readonly<Record<string, number>> = { s: secondMs, m: minuteMs, h: hourMs, d: dayMs, w: 7 * dayMs }

function spanOf(map: YamlMap): number {
  const text = textOf(map, 'timespan') ?? ''
  const [, count, unit] = /^(\d{1,6})([smhdw])$/.exec(text) ?? []
  if (unit === undefined) throw new Refused(map.line, `its timespan is such as 10m, not “${text}”`)
  return Number(count) * units[unit]!
}

/**
 * What is counted only grows with the events, so a least count holds wherever a window begins. An upper bound does not:
 * the specification leaves open which windows are looked at.
 */
function thresholdOf(map: YamlMap, type: CorrelationRule['type'], rules: number): Threshold {
  const isTemporal = type === 'temporal' || type === 'temporal_ordered'
  const condition = memberOf(map, 'condition')
  if (condition === undefined && isTemporal) return { least: rules, fields: [] }
  if (condition?.kind === 'text' && isTemporal)
    throw new Refused(condition.line, 'conditions of a correlation as text are not supported')
  if (condition?.kind !== 'map') throw new Refused(map.line, 'its correlation has no condition')
  let least: number | null = null
  for (const { key, line, value } of condition.entries) {
    if (key === 'field') continue
    const count = value.kind === 'text' && /^\d{1,9}$/.test(value.text) ? Number(value.text) : null
    if (count === null) throw new Refused(line, `“${key}” takes a whole number`)
    if (key === 'gte') least = Math.max(least ?? 0, count)
    else if (key === 'gt') least = Math.max(least ?? 0, count + 1)
    else
      throw new Refused(
        line,
        `“${key}” of a correlation is not supported: only gt and gte hold wherever a window begins`,
      )
  }
  const fields = textsOf(condition, 'field')
  if (type === 'value_count' && fields.length === 0) throw new Refused(condition.line, 'value_count needs a field')
  if (least === null || least < 1) throw new Refused(condition.line, 'its condition needs gt or gte, and at least 1')
  return { least, fields }
}

function aliasesOf(map: YamlMap): CorrelationRule['aliases'] {
  const aliases = memberOf(map, 'aliases')
  if (aliases === undefined) return new Map()
  if (aliases.kind !== 'map') throw new Refused(aliases.line, 'its aliases are no map')
  return new Map(
    aliases.entries.map(({ key, line, value }) => {
      if (value.kind !== 'map') throw new Refused(line, `the alias “${key}” is no map of rules to fields`)
      const fields = value.entries.map(({ key: rule, line, value: field }) => {
        if (field.kind !== 'text') throw new Refused(line, `the alias “${key}” names no field of “${rule}”`)
        return [rule, field.text] as const
      })
      return [key, new Map(fields)] as const
    }),
  )
}
