import { fail, ok } from '../../../src-shared/base/result.ts'
import type { Answer, In } from '../../../src-shared/contract/index.ts'
import type { integrityCalls } from '../../../src-shared/contract/integrity.ts'
import { pathsAsked } from '../../../src-shared/filter/asks.ts'
import type { Filter } from '../../../src-shared/filter/model.ts'
import { countAbsences } from '../../../src-shared/model/explanation.ts'
import { sourceText } from '../../../src-shared/model/source.ts'
import type { Case } from '../case.ts'
import { recordPlaces } from '../views/event-detail.ts'
import { integrityObjects, integrityOverview } from '../views/integrity-view.ts'
import type { VerdictViews } from '../views/verdict-views.ts'
import type { Answers } from './form.ts'

export const integrityAnswers: Answers<keyof typeof integrityCalls> = {
  integrity: ({ verdictViews }) => ok(integrityOverview(verdictViews.ingested, countAbsences(verdictViews.absences()))),
  integrityObjects: ({ verdictViews }, asked) => ok(integrityObjects(verdictViews.ingested, asked)),
  ledger: ({ verdictViews }, { range }) => ok(verdictViews.ledger(range)),
  ledgerCell: ({ verdictViews }, { row, hour }) => {
    const cell = verdictViews.cell(row, hour)
    return cell === null ? fail('no-such-row', `The ledger has no row ${row}`) : ok(cell)
  },
  coverage: (opened, { filter }) => ofShownEvents(opened, filter, (views) => views.coverage(filter)),
  proofOverTime: (opened, asked) => ofShownEvents(opened, asked.filter, (views) => views.proofOverTime(asked)),
  explanations: ({ verdictViews }) => ok(verdictViews.explanations()),
  vouchForKeys: async (room, { fingerprints }) => {
    await room.confirm(new Set(fingerprints))
    return ok(undefined)
  },
  eventProof: (opened, asked) => eventProof(opened, asked),
}

/** It counts the events that the filter shows, as far as they are found. */
async function ofShownEvents<T>(
  { verdictViews, searches, fields }: Case,
  filter: Filter,
  counted: (views: VerdictViews) => T,
) {
  const read = await fields.whenRead(pathsAsked(filter))
  if (!read.ok) return read
  searches.begin(filter)
  return ok(counted(verdictViews))
}

function eventProof({ snapshot, verdictViews }: Case, { row, ...page }: In<'eventProof'>): Answer<'eventProof'> {
  const { events, files } = snapshot
  if (row >= events) return fail('no-such-event', `There is no event ${row}: the case has ${events}`)
  const places = recordPlaces(snapshot, row).map(({ file, ...place }) => ({ ...place, path: sourceText(files[file]!) }))
  const proof = verdictViews.proof(row, places, page)
  if (proof === null)
    return fail('not-verified', 'Opening was cancelled before all files were read: nothing was verified')
  return ok(proof)
}
