import type { Layer } from '../model/layer.ts'

/** Why a call or a query has no answer where what it is made from was never made, whole sentences. */
export interface LayerWords {
  readonly cancelled: string
  readonly failed: string
}

export const layerWords: Readonly<Record<Layer, LayerWords>> = {
  events: {
    cancelled: 'There are no events: opening was cancelled before they were in order.',
    failed: 'There are no events: they could not be read.',
  },
  verdicts: {
    cancelled: 'There are no verdicts: opening was cancelled before the files were verified.',
    failed: 'There are no verdicts: the files could not be verified.',
  },
  findings: {
    cancelled: 'There are no findings: opening was cancelled before the rules had run.',
    failed: 'There are no findings: the rules could not run to their end. Open the case again, or less of it.',
  },
}
