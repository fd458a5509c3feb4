import type { LedgerState } from '../../../src-shared/model/ledger.ts'
import { type ProofClass, type ProofOverTime, proofClasses } from '../../../src-shared/model/proof-over-time.ts'
import type { ShownTheme } from '../../state/theme.ts'
import { fillsFor } from '../ledger-looks.ts'
import type { Pen } from './pen.ts'
import { xOf } from './scale.ts'
import { partHeights } from './value-axis.ts'

/** The look of each class is that of an hour on the map of the ledger. */
export const stateOfProof: Readonly<Record<ProofClass, LedgerState>> = {
  proven: 'proven-complete',
  none: 'no-evidence',
  unproven: 'digest-unproven',
  missing: 'gap-or-hole',
  altered: 'log-invalid',
}

export const stripHeight = 9
/** What is not proven is seen, however short or rare it is. */
const leastHeight = 2.5
const eventLine = 2

/** Hatches the time above the strip of which nothing tells: that it is empty says nothing. */
export function drawSilence({ context, colourOf, scale, floor }: Pen, proof: ProofOverTime) {
  const whole = proof.rows * proof.width
  if (whole === 0) return
  context.save()
  context.beginPath()
  proof.times.none.forEach((ms, bucket) => {
    if (ms < whole) return
    const left = Math.round(xOf(proof.from + bucket * proof.width, scale))
    context.rect(left, 0, Math.round(xOf(proof.from + (bucket + 1) * proof.width, scale)) - left, floor)
  })
  context.clip()
  context.beginPath()
  for (let x = -floor; x < scale.width; x += hatchStep) {
    context.moveTo(x, floor)
    context.lineTo(x + floor, 0)
  }
  context.strokeStyle = colourOf('--chart-silence')
  context.lineWidth = 1
  context.stroke()
  context.restore()
}

const hatchStep = 9

interface Strip {
  readonly proof: ProofOverTime | null
  /** Of its upper edge. */
  readonly top: number
  readonly theme: ShownTheme
}

/**
 * How well the time below the bars is proven: of several accounts, Regions and trails each class takes its share of the
 * height, the worst at the top. A line over it: shown events lie in log files that are not proven.
 */
export function drawProof({ context, colourOf, scale }: Pen, { proof, top, theme }: Strip) {
  context.fillStyle = colourOf('--chart-grid')
  context.fillRect(0, top, scale.width, stripHeight)
  if (proof === null || proof.rows === 0) return
  const fills = fillsFor(context, theme, window.devicePixelRatio)
  const unproven = colourOf('--verdict-unverified')
  for (let bucket = 0; bucket < proof.count; bucket++) {
    // Whole pixels: neighbours of one class are one band.
    const left = Math.max(0, Math.round(xOf(proof.from + bucket * proof.width, scale)))
    const width = Math.min(scale.width, Math.round(xOf(proof.from + (bucket + 1) * proof.width, scale))) - left
    if (width <= 0) continue
    const shares = proofClasses.map((each) => proof.times[each][bucket]!)
    let floor = top + stripHeight
    partHeights(shares, stripHeight, leastHeight).forEach((height, at) => {
      if (height === 0) return
      floor -= height
      context.fillStyle = fills[stateOfProof[proofClasses[at]!]]
      context.fillRect(left, floor, width, height)
    })
    if (proof.unprovenEvents[bucket] === 0) continue
    context.fillStyle = unproven
    context.fillRect(left, top - eventLine - 1, Math.max(1, width), eventLine)
  }
}
