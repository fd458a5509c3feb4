import { useLayoutEffect, useRef } from 'react'
import type { LedgerState } from '../../src-shared/model/ledger.ts'
import { useShownTheme } from '../state/theme.ts'
import { fillsFor } from './ledger-looks.ts'

interface LedgerSwatchProps {
  readonly state: LedgerState
  readonly className: string
  /** CSS pixels. */
  readonly width: number
  readonly height: number
}

/** A state of the ledger as the map of hours and the strip of proof draw it. */
export function LedgerSwatch({ state, className, width, height }: LedgerSwatchProps) {
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
  }, [state, width, height, theme])
  return <canvas ref={canvas} className={className} style={{ width, height }} />
}
