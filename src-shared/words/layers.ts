/**
 * Why a call or a query has no answer where the layer that it is made from never came, a sentence. The name of a layer
 * is a plural noun (src-shared/model/layer.ts), so that every layer has its sentences without more.
 */
export const layerMissing = (layer: string, why: 'cancelled' | 'failed'): string =>
  why === 'cancelled'
    ? `There are no ${layer}: opening was cancelled before they were complete.`
    : `There are no ${layer}: they could not be completed. Open the case again, or less of it.`
