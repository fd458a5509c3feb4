import { type Failure, fail } from '../../src-shared/base/result.ts'
import { type Answer, type CaseCallName, calls, type In } from '../../src-shared/contract/index.ts'
import { layersNeeded, pathsNeeded } from '../../src-shared/contract/needs.ts'
import { alarmsAnswers } from './answers/alarms.ts'
import { bookmarksAnswers } from './answers/bookmarks.ts'
import { caseAnswers } from './answers/case.ts'
import { caseFileAnswers } from './answers/case-file.ts'
import { enrichmentAnswers } from './answers/enrichment.ts'
import { eventsAnswers } from './answers/events.ts'
import { examinerAnswers } from './answers/examiner.ts'
import { exportAnswers } from './answers/export.ts'
import { findingsAnswers } from './answers/findings.ts'
import type { Answers, CaselessCallName } from './answers/form.ts'
import { integrityAnswers } from './answers/integrity.ts'
import { profileAnswers } from './answers/profile.ts'
import { reportAnswers } from './answers/report.ts'
import { searchesAnswers } from './answers/searches.ts'
import { sessionsAnswers } from './answers/sessions.ts'
import { sigmaAnswers } from './answers/sigma.ts'
import { sourcesAnswers } from './answers/sources.ts'
import { sqlAnswers } from './answers/sql.ts'
import type { Case } from './case.ts'
import type { CaseRoom } from './room.ts'

const answers: Answers<CaseCallName> = {
  ...caseAnswers,
  ...caseFileAnswers,
  ...sourcesAnswers,
  ...integrityAnswers,
  ...eventsAnswers,
  ...searchesAnswers,
  ...findingsAnswers,
  ...sigmaAnswers,
  ...alarmsAnswers,
  ...enrichmentAnswers,
  ...sessionsAnswers,
  ...bookmarksAnswers,
  ...examinerAnswers,
  ...profileAnswers,
  ...sqlAnswers,
  ...exportAnswers,
  ...reportAnswers,
}

/** Answers a call of the contract. A call about the open case waits for the layers that it needs. */
export async function answer<N extends CaseCallName>(room: CaseRoom, name: N, input: In<N>): Promise<Answer<N>> {
  const give = answers[name] as (of: CaseRoom | Case, input: In<N>, room: CaseRoom) => Promise<Answer<N>>
  if (isCaseless(name)) return give(room, input, room)
  const opened = room.current
  if (opened === null) return noCase as Answer<N>
  try {
    const there = (await whenThere(opened, name, input)) as Answer<N>
    const given = there.ok ? await give(opened, input, room) : there
    return given.ok || room.current === opened ? given : (closedMeanwhile as Answer<N>)
  } catch (error) {
    if (room.current === opened) throw error
    return closedMeanwhile as Answer<N>
  }
}

async function whenThere<N extends CaseCallName>(opened: Case, name: N, input: In<N>) {
  const there = await opened.layers.whenThere(layersNeeded(name, input))
  return there.ok ? opened.fields.whenRead(pathsNeeded(name, input)) : there
}

const isCaseless = (name: CaseCallName): name is CaselessCallName => {
  const { needs } = calls[name]
  return typeof needs !== 'function' && needs.length === 0
}

const noCase: Failure<'no-case'> = fail('no-case', 'No case is open: open a folder first.')
const closedMeanwhile: Failure<'no-case'> = fail('no-case', 'The case was closed before that could be answered.')
