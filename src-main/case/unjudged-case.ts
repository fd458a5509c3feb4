import type { EventsPage, EventsQuery, SummaryBeingJudged } from '../../src-shared/contract/index.ts'
import type { RecordHits } from '../columns/record-hits.ts'
import type { ReadCase } from '../ingest/ingest.ts'
import { OpenCase } from './open-case.ts'
import { type About, factsOf } from './views/summary.ts'

/** A case whose events are in order and whose files are still being judged. */
export class UnjudgedCase extends OpenCase {
  readonly summary: SummaryBeingJudged

  constructor(read: ReadCase, about: About, hits?: RecordHits) {
    super(read, hits)
    this.summary = { ...factsOf(read, this.query, about), isBeingJudged: true }
  }

  /** Without verdicts: that there are none yet is not that a file has none. */
  override page(query: EventsQuery): EventsPage {
    return super.page({ ...query, columns: query.columns.filter((column) => column !== 'logVerdict') })
  }
}
