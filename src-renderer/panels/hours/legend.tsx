import type { LedgerState } from '../../../src-shared/model/ledger.ts'
import { ledgerWords, legendOrder } from '../../../src-shared/words/ledger.ts'
import { LedgerSwatch } from '../../parts/ledger-swatch.tsx'

/** A state as the map draws it. */
export const Swatch = ({ state }: { readonly state: LedgerState }) => (
  <LedgerSwatch state={state} className="hours-swatch" width={20} height={12} />
)

export const Legend = () => (
  <ul className="hours-legend" aria-label="Legend">
    {legendOrder.map((state) => (
      <li key={state} title={ledgerWords[state].doc}>
        <Swatch state={state} />
        {ledgerWords[state].name}
      </li>
    ))}
  </ul>
)
