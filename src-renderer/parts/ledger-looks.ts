import type { LedgerState } from '../../src-shared/model/ledger.ts'
import type { ShownTheme } from '../state/theme.ts'
import { tokenColour } from '../widgets/colour.ts'

/** Every state has a pattern of its own, so that no two are told apart by colour alone. */
type Draw = (tile: CanvasRenderingContext2D, size: number) => void

interface Look {
  readonly wash: `--${string}`
  readonly ink: `--${string}`
  readonly draw: Draw
}

const size = 8
const nothing: Draw = () => {}
const lines =
  (...ends: readonly (readonly [number, number, number, number])[]): Draw =>
  (tile) => {
    tile.beginPath()
    for (const [fromX, fromY, toX, toY] of ends) {
      tile.moveTo(fromX, fromY)
      tile.lineTo(toX, toY)
    }
    tile.stroke()
  }
const dots: Draw = (tile) => {
  for (const [x, y] of [[2, 2], [6, 6]] as const) {
    tile.beginPath()
    tile.arc(x, y, 1.3, 0, 2 * Math.PI)
    tile.fill()
  }
} // biome-ignore format: places

// Diagonals reach over the tile's corners, so that neighbours join.
const rising = lines([-2, 6, 6, -2], [-2, 14, 14, -2], [2, 10, 10, 2])
const falling = lines([-2, 2, 6, 10], [-2, -6, 14, 10], [2, -2, 10, 6])

const looks: Readonly<Record<LedgerState, Look>> = {
  'proven-complete': { wash: '--verdict-verified', ink: '--verdict-verified', draw: nothing },
  'proven-empty': { wash: '--verdict-verified-wash', ink: '--verdict-verified', draw: lines([0, 2, 8, 2], [0, 6, 8, 6]) },
  'log-invalid': { wash: '--verdict-invalid', ink: '--surface', draw: lines([1.5, 1.5, 6.5, 6.5], [6.5, 1.5, 1.5, 6.5]) },
  'log-missing': { wash: '--verdict-missing-wash', ink: '--verdict-missing', draw: lines([0, 2, 8, 2], [2, 0, 2, 8], [0, 6, 8, 6], [6, 0, 6, 8]) },
  'digest-invalid': { wash: '--ledger-digest-invalid-wash', ink: '--ledger-digest-invalid', draw: lines([0, 3, 4, 7], [4, 7, 8, 3], [0, -1, 4, 3], [4, 3, 8, -1]) },
  'digest-missing': { wash: '--verdict-missing-wash', ink: '--verdict-missing', draw: dots },
  'digest-unproven': { wash: '--verdict-unverified-wash', ink: '--verdict-unverified', draw: falling },
  'gap-or-hole': { wash: '--verdict-missing-wash', ink: '--verdict-missing', draw: rising },
  gap: { wash: '--verdict-uncovered-wash', ink: '--verdict-uncovered', draw: rising },
  'log-uncovered': { wash: '--verdict-uncovered-wash', ink: '--verdict-uncovered', draw: lines([2, 0, 2, 8], [6, 0, 6, 8]) },
  'no-evidence': { wash: '--surface-sunken', ink: '--surface-sunken', draw: nothing },
} // biome-ignore format: a table

export type Fills = Readonly<Record<LedgerState, CanvasPattern | string>>

let kept: { readonly key: string; readonly fills: Fills } | null = null

/** What each state is filled with, for the theme shown and the screen's fineness. */
export function fillsFor(context: CanvasRenderingContext2D, theme: ShownTheme, ratio: number): Fills {
  const key = `${theme} ${ratio}`
  if (kept?.key !== key) {
    const fills = Object.fromEntries(
      Object.entries(looks).map(([state, look]) => [state, fillOf(context, look, ratio)]),
    ) as unknown as Fills
    kept = { key, fills }
  }
  return kept.fills
}

function fillOf(context: CanvasRenderingContext2D, { wash, ink, draw }: Look, ratio: number): CanvasPattern | string {
  const tile = document.createElement('canvas')
  tile.width = tile.height = Math.round(size * ratio)
  const pen = tile.getContext('2d')
  if (pen === null) return tokenColour(wash)
  pen.scale(tile.width / size, tile.height / size)
  pen.fillStyle = tokenColour(wash)
  pen.fillRect(0, 0, size, size)
  pen.fillStyle = pen.strokeStyle = tokenColour(ink)
  pen.lineWidth = 1.2
  draw(pen, size)
  const pattern = context.createPattern(tile, 'repeat')
  // The tile is as fine as the screen, the context already scaled to it.
  pattern?.setTransform(new DOMMatrix().scale(size / tile.width))
  return pattern ?? tokenColour(wash)
}
