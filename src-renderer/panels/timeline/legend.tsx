import { isChosen } from '../../../src-shared/filter/asks.ts'
import type { Filter } from '../../../src-shared/filter/model.ts'
import { type ProofOverTime, proofClasses } from '../../../src-shared/model/proof-over-time.ts'
import { proofClassDocs, proofClassNames, proofUnknown, proofUnknownDoc } from '../../../src-shared/words/timeline.ts'
import { valueMenu } from '../../../src-shared/words/values.ts'
import type { Layer } from '../../parts/histogram/layers.ts'
import { stateOfProof } from '../../parts/histogram/proof-strip.ts'
import { LedgerSwatch } from '../../parts/ledger-swatch.tsx'
import { valueHandlers } from '../../parts/value-menu.tsx'
import { toggleValue } from '../../state/filter.ts'
import { PlainButton } from '../../widgets/button.tsx'
import { formatCount } from '../../widgets/format.ts'
import { Toolbar } from '../../widgets/toolbar.tsx'

interface LegendProps {
  readonly layers: readonly Layer[]
  readonly filter: Filter
  readonly proof: ProofOverTime | null
}

/** What the colours of bars mean, with counts: a press filters by the value. Then what the strip below them shows. */
export const Legend = ({ layers, filter, proof }: LegendProps) => (
  <div className="timeline-legend">
    <Toolbar label="Parts of the bars" className="timeline-parts">
      {layers.map((layer) => (
        <LegendPart key={layer.name} layer={layer} filter={filter} />
      ))}
    </Toolbar>
    <span className="timeline-space" />
    {proof !== null && <ProofLegend proof={proof} />}
  </div>
)

function LegendPart({
  layer: { name, colour, events, of },
  filter,
}: {
  readonly layer: Layer
  readonly filter: Filter
}) {
  const content = (
    <>
      <i style={{ background: `var(${colour})` }} />
      <span className="timeline-part-name">{name}</span>
      <span className="muted">{formatCount(events)}</span>
    </>
  )
  if (of === null) return <span className="timeline-part">{content}</span>
  return (
    <PlainButton
      className="timeline-part"
      aria-pressed={isChosen(filter, of, 'is')}
      hint={`${of.column}: ${of.value ?? valueMenu.isAbsent}`}
      onClick={() => toggleValue(of.column, 'is', of.value)}
      {...valueHandlers(of)}
    >
      {content}
    </PlainButton>
  )
}

function ProofLegend({ proof }: { readonly proof: ProofOverTime }) {
  if (proof.rows === 0)
    return (
      <span className="timeline-proofs" title={proofUnknownDoc}>
        {proofUnknown}
      </span>
    )
  const found = proofClasses.filter((each) => proof.times[each].some((ms) => ms > 0))
  return (
    <ul className="timeline-proofs" aria-label="Proof of the time shown">
      {found.map((each) => (
        <li key={each} title={proofClassDocs[each]}>
          <LedgerSwatch state={stateOfProof[each]} className="timeline-proof" width={16} height={9} />
          {proofClassNames[each]}
        </li>
      ))}
    </ul>
  )
}
