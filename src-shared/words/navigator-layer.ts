import { type AttackId, attackTechniques } from '../model/attack.ts'

interface Told {
  readonly rule: string
  readonly title: string
  readonly techniques: readonly AttackId[]
}

/**
 * The techniques of findings as a layer of MITRE's ATT&CK Navigator, format 4.5 (github.com/mitre-attack/attack-navigator,
 * layers/LAYERFORMATv4_5.md): the score of a technique is how many findings name it.
 */
export function navigatorLayer(findings: readonly Told[], name: string): string {
  const counts = new Map<AttackId, string[]>()
  for (const { title, techniques } of findings)
    for (const id of techniques) counts.set(id, [...(counts.get(id) ?? []), title])
  const layer = {
    name,
    versions: { layer: '4.5' },
    domain: 'enterprise-attack',
    description: 'Findings of Trailproof: what was observed, without a judgement of intent.',
    filters: { platforms: ['IaaS', 'Identity Provider'] },
    techniques: [...counts].map(([techniqueID, titles]) => ({
      techniqueID,
      score: titles.length,
      comment: `${attackTechniques[techniqueID].name}: ${[...new Set(titles)].join('; ')}`,
      enabled: true,
    })),
    gradient: { colors: ['#ffffff', '#ff6666'], minValue: 0, maxValue: Math.max(1, ...[...counts.values()].map(({ length }) => length)) },
  } // biome-ignore format: one line a member
  return `${JSON.stringify(layer, null, 2)}\n`
}
