import type { Finding, Rule } from '../../../../src-shared/contract/findings.ts'
import { type AttackId, attackIds, attackTechniques, tactics } from '../../../../src-shared/model/attack.ts'
import { matrixHeadline, noFindingNames } from '../../../../src-shared/words/findings.ts'
import { navigatorLayer } from '../../../../src-shared/words/navigator-layer.ts'
import { showFindings } from '../../../state/findings.ts'
import { Button } from '../../../widgets/button.tsx'
import { CopyButton } from '../../../widgets/copy-button.tsx'
import { formatCounted } from '../../../widgets/format.ts'
import './matrix.css'

interface AttackMatrixProps {
  readonly findings: readonly Finding[]
  readonly rules: readonly Rule[]
}

/** Tactics side by side, below each the techniques that rules look for, with the findings that name them. */
export function AttackMatrix({ findings, rules }: AttackMatrixProps) {
  const counts = countsOf(findings)
  const lookedFor = new Set(rules.flatMap(({ techniques }) => techniques))
  return (
    <details className="attack">
      <summary>{matrixHeadline(counts.size, lookedFor.size)}</summary>
      <div className="attack-columns">
        {tactics.map((tactic) => {
          const techniques = attackIds.filter((id) => lookedFor.has(id) && attackTechniques[id].tactics.some((of) => of === tactic))
          return techniques.length === 0 ? null : (
            <section key={tactic} aria-label={tactic}>
              <h3>{tactic}</h3>
              <ul>
                {techniques.map((id) => (
                  <li key={id}>
                    <Technique id={id} findings={counts.get(id) ?? 0} />
                  </li>
                ))}
              </ul>
            </section>
          )
        })}
      </div>
      <CopyButton worded what="ATT&CK Navigator layer" text={() => navigatorLayer(findings, 'Trailproof')} />
    </details>
  )
} // biome-ignore format: one line a question

function countsOf(findings: readonly Finding[]): ReadonlyMap<AttackId, number> {
  const counts = new Map<AttackId, number>()
  for (const { techniques } of findings) for (const id of techniques) counts.set(id, (counts.get(id) ?? 0) + 1)
  return counts
}

function Technique({ id, findings }: { readonly id: AttackId; readonly findings: number }) {
  const words = `${id} ${attackTechniques[id].name}`
  if (findings === 0)
    return (
      <span className="attack-technique">
        {words} <span className="spoken">{noFindingNames}</span>
      </span>
    )
  return (
    <Button className="attack-technique attack-found" onClick={() => showFindings({ text: id, least: 'info', tactic: null })}>
      <span>{words}</span>
      <strong>{formatCounted(findings, 'finding')}</strong>
    </Button>
  )
} // biome-ignore format: one line a button
