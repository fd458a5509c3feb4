import type { Finding } from '../../../src-shared/contract/findings.ts'
import { type Severity, severities } from '../../../src-shared/model/severity.ts'
import { type Scale, xOf } from '../../parts/histogram/scale.ts'

/** Findings that begin within a few pixels of each other, the gravest first. */
export interface Cluster {
  /** Of the first, pixels. */
  readonly x: number
  readonly findings: readonly Finding[]
  readonly worst: Severity
}

/** Pixels: room for a flag and its count, each to be pressed by itself (WCAG 2.2, 2.5.8). */
const apart = 32

/** The findings first seen in the time shown; those without a time stand nowhere. */
export function clustersOf(findings: readonly Finding[], scale: Scale): readonly Cluster[] {
  const { from, until } = scale.range
  const seen = findings
    .flatMap((finding) => (finding.firstSeen === null ? [] : [{ finding, time: finding.firstSeen }]))
    .filter(({ time }) => time >= from && time < until)
    .sort((a, b) => a.time - b.time)
  const clusters: { x: number; findings: Finding[] }[] = []
  for (const { finding, time } of seen) {
    const x = xOf(time, scale)
    const last = clusters.at(-1)
    if (last !== undefined && x - last.x < apart) last.findings.push(finding)
    else clusters.push({ x, findings: [finding] })
  }
  return clusters.map(({ x, findings }) => {
    const byGravity = findings.sort((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity))
    return { x, findings: byGravity, worst: byGravity[0]!.severity }
  })
}
