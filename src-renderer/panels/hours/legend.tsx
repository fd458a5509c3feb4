import { useLayoutEffect, useRef } from 'react'
import type { LedgerState } from '../../../src-shared/model/ledger.ts'
import { ledgerWords, legendOrder } from '../../../src-shared/words/ledger.ts'
import { fillsFor } from '../../parts/ledger-looks.ts'
import { useShownTheme } from '../../state/theme.ts'

const width = 20
const height = 12

/** A state as the map draws it. */
export function Swatch({ state }: { readonly state: LedgerState }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const theme = useShownTheme()
  useLayoutEffect(() => {
    const ratio = window.devicePixelRatio
    const context = canvas.current?.getContext('2d') ?? null
    if (canvas.current === null || context === null) return
    canvas.current.width = Math.round(width * ratio)
    canvas.current.height = Math.round(height * ratio)
    context.setTransform(ratio, 0, 0, ratio, 0, 0)
    context.fillStyle = fillsFor(context, theme, ratio)[state]
    context.fillRect(0, 0, width, height)
  }, [state, theme])
  return <canvas ref={canvas} className="hours-swatch" style={{ width, height }} />
}

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
