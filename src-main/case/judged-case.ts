import { fail, ok } from '../../src-shared/base/result.ts'
import type { UtcMs } from '../../src-shared/base/time.ts'
import type {
  Answer,
  CaseFacts,
  In,
  IntegrityObjectsPage,
  IntegrityOverview,
  JudgedSummary,
} from '../../src-shared/contract/index.ts'
import type { LogVerdict, ObjectUri } from '../../src-shared/model/integrity.ts'
import type { RecordHits } from '../columns/record-hits.ts'
import type { Ingested } from '../ingest/ingest.ts'
import { OpenCase } from './open-case.ts'
import { integrityObjects, integrityOverview } from './views/integrity-view.ts'
import { Completeness } from './views/proven-share.ts'
import { judgedSummary } from './views/summary.ts'

/** A case whose files are judged: it tells their verdicts and what they prove, too. */
export class JudgedCase extends OpenCase {
  readonly summary: JudgedSummary
  readonly completeness: Completeness

  constructor(
    readonly ingested: Ingested,
    facts: CaseFacts,
    hits?: RecordHits,
  ) {
    super(ingested, hits)
    this.summary = judgedSummary(facts, ingested)
    this.completeness = new Completeness(ingested, this.query, this.reader)
  }

  integrity(): IntegrityOverview {
    return integrityOverview(this.ingested)
  }

  integrityObjects(query: In<'integrityObjects'>): IntegrityObjectsPage {
    return integrityObjects(this.ingested, query)
  }

  ledgerCell(row: number, hour: UtcMs): Answer<'ledgerCell'> {
    const cell = this.completeness.cell(row, hour)
    return cell === null ? fail('no-such-row', `The ledger has no row ${row}`) : ok(cell)
  }

  eventProof(row: number): Answer<'eventProof'> {
    const { events, files } = this.snapshot
    if (row >= events) return fail('no-such-event', `There is no event ${row}: the case has ${events}`)
    const places = this.placesOf(row).map(({ file, ...place }) => ({ ...place, path: files[file]!.path }))
    const proof = this.completeness.proof(row, places)
    if (proof === null)
      return fail('not-verified', 'Opening was cancelled before all files were read: nothing was verified')
    return ok(proof)
  }

  protected override verdictOn(log: ObjectUri): LogVerdict | null {
    return this.ingested.report?.logs.get(log) ?? null
  }
}
