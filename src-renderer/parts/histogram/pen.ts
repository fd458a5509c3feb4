import type { ColourOf } from '../../widgets/colour.ts'
import type { Scale } from './scale.ts'

/** What each part of the drawing is drawn with. */
export interface Pen {
  readonly context: CanvasRenderingContext2D
  readonly colourOf: ColourOf
  readonly scale: Scale
  /** On which the bars stand: pixels from the top. */
  readonly floor: number
}
