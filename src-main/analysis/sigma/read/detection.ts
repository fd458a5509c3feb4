import type { Part } from '../tree.ts'
import { group, readCondition } from './condition.ts'
import { readKeywords, readLeaf } from './leaf.ts'
import type { Placeholders } from './placeholders.ts'
import { Refused } from './refused.ts'
import { memberOf, type Yaml, type YamlMap } from './yaml.ts'

/** Reads `detection`: what each search identifier asks for, and the condition on them. Several conditions: one is enough. */
export function readDetection(detection: YamlMap, placeholders: Placeholders): Part {
  const identifiers = new Map<string, Part>()
  for (const { key, line, value } of detection.entries) {
    if (key === 'condition') continue
    if (key === 'timeframe')
      throw new Refused(line, 'its timeframe belongs to counts behind “|”, which Sigma has replaced by correlations')
    identifiers.set(key, named(key, readIdentifier(value, placeholders)))
  }
  const condition = memberOf(detection, 'condition')
  if (condition === undefined) throw new Refused(detection.line, 'it has no condition')
  const texts = condition.kind === 'list' ? condition.parts : [condition]
  return group(
    'any',
    texts.map((text) => {
      if (text.kind !== 'text') throw new Refused(text.line, 'its condition is no text')
      return readCondition(text.text, identifiers, text.line)
    }),
  )
}

/** A leaf under a name of its own is a group of one, so that what is told of it has the name. */
const named = (name: string, part: Part): Part =>
  part.kind === 'all' || part.kind === 'any' ? { ...part, name } : { kind: 'all', parts: [part], name }

/** A map: all of it. A list of maps: one of them. A list of texts, or one: keywords. */
function readIdentifier(value: Yaml, placeholders: Placeholders): Part {
  if (value.kind === 'map') return readMap(value, placeholders)
  if (value.kind !== 'list') return readKeywords(value, placeholders)
  const maps = value.parts.filter((part) => part.kind === 'map')
  const texts = value.parts.filter((part) => part.kind !== 'map')
  const parts = maps.map((map) => readMap(map, placeholders))
  if (texts.length > 0) parts.push(readKeywords({ ...value, parts: texts }, placeholders))
  if (parts.length === 0) throw new Refused(value.line, 'a search identifier is empty')
  return group('any', parts)
}

function readMap({ entries, line }: YamlMap, placeholders: Placeholders): Part {
  if (entries.length === 0) throw new Refused(line, 'a search identifier is empty')
  return group(
    'all',
    entries.map(({ key, line, value }) => readLeaf(key, value, line, placeholders)),
  )
}
