import type { TimeSpan, UtcMs } from '../../../src-shared/base/time.ts'
import type { Histogram } from '../../../src-shared/contract/index.ts'
import type { ProofOverTime } from '../../../src-shared/model/proof-over-time.ts'
import { proofWords } from '../../../src-shared/words/timeline.ts'

/** One bar, or bars without events that follow each other and are proven alike. */
export interface TableRow {
  readonly range: TimeSpan
  /** Null: no events. */
  readonly bar: number | null
  /** How well its time is proven; empty where that is not known. */
  readonly proof: string
}

export function tableRows({ from, width, total }: Histogram, proof: ProofOverTime | null): readonly TableRow[] {
  // The proof may still be that of the bars before.
  const known = proof !== null && proof.from === from && proof.width === width ? proof : null
  const rows: TableRow[] = []
  total.forEach((events, bar) => {
    const words = known === null ? '' : proofWords(known, bar)
    const range = { from: (from + bar * width) as UtcMs, until: (from + (bar + 1) * width) as UtcMs }
    const last = rows.at(-1)
    if (events === 0 && last?.bar === null && last.proof === words)
      rows[rows.length - 1] = { ...last, range: { ...last.range, until: range.until } }
    else rows.push({ range, bar: events === 0 ? null : bar, proof: words })
  })
  return rows
}
