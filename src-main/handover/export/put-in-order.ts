import { Bytes } from './formats/bytes.ts'
import type { RenderedPart } from './rendered-parts.ts'

/** Puts the events of a part one behind the other. Its memory is used again for the next part. */
export class PutInOrder {
  readonly #out = new Bytes()

  bytesOf({ rows, shares }: RenderedPart): Uint8Array {
    const [first] = shares
    if (first !== undefined && first.at === null && first.rendered.places === null) return first.rendered.bytes
    const out = this.#out
    out.length = 0
    const shareOf = shareOfEach(rows.length, shares)
    const taken = new Uint32Array(shares.length)
    // Events that lie one behind the other in the same share are copied at once.
    let [from, begin, end] = [noBytes, 0, 0]
    for (let k = 0; k < rows.length; k++) {
      const number = shareOf[k]!
      const { bytes, places } = shares[number]!.rendered
      const at = taken[number]!++
      if (bytes !== from || places!.begins[at] !== end) {
        out.bytes(from.subarray(begin, end))
        from = bytes
        begin = places!.begins[at]!
      }
      end = places!.ends[at]!
    }
    out.bytes(from.subarray(begin, end))
    return out.given()
  }
}

const noBytes = new Uint8Array(0)

/** Which of the shares has each event. */
function shareOfEach(events: number, shares: RenderedPart['shares']): Uint8Array {
  const shareOf = new Uint8Array(events)
  for (const [number, { at }] of shares.entries()) if (at !== null) for (const place of at) shareOf[place] = number
  return shareOf
}

/** Events of a part that could not be written, in their order: places in its rows, and why. */
export const refusedIn = ({ shares }: RenderedPart): readonly { readonly at: number; readonly why: string }[] =>
  shares
    .flatMap(({ at, rendered }) =>
      rendered.refused.map((each) => ({ ...each, at: at === null ? each.at : at[each.at]! })),
    )
    .sort((a, b) => a.at - b.at)
