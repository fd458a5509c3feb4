import { readTime } from '../../../../src-shared/base/read-time.ts'
import type { UtcMs } from '../../../../src-shared/base/time.ts'
import type { ReportSaid } from '../../../../src-shared/contract/case-view.ts'
import type { Finding } from '../../../../src-shared/contract/findings.ts'
import type { Incident } from '../../../../src-shared/contract/incidents.ts'
import { bookmarkKey, type CaseBookmark } from '../../../../src-shared/model/bookmark.ts'
import { emptyForm, type ReportForm, type ReportKind } from '../../../../src-shared/model/report.ts'
import { reportDialog } from '../../../../src-shared/words/report/dialog.ts'

/** What of the case can be chosen for a report. */
export interface Offered {
  readonly incidents: readonly Incident[]
  readonly bookmarks: readonly CaseBookmark[]
  /** Null: they are not there yet. */
  readonly findings: readonly Finding[] | null
}

/** What is chosen in other sections of the window, and told in a report. */
export type ChosenElsewhere = Pick<ReportForm, 'sensitivity' | 'alarms'>

interface Who {
  readonly examiner: string
  readonly organization: string
}

/** What is asked for, or a sentence about what is typed wrongly. */
export type FormRead = { readonly form: ReportForm } | { readonly problem: string }

export function formOf(
  kind: ReportKind,
  said: ReportSaid,
  { examiner, organization }: Who,
  offered: Offered,
  elsewhere: ChosenElsewhere,
): FormRead {
  const { title, caseNumber, introduction, paper, withoutSections: leftOut, order, titles } = said
  const about = { title, caseNumber, introduction, paper, examiner, organization, leftOut, order, titles }
  if (kind === 'incident') return { form: { ...emptyForm(kind), ...about, ...elsewhere, ...chosen(said, offered) } }
  const ends = [said.from, said.until].map((text) => (text.trim() === '' ? null : (readTime(text)?.time ?? text)))
  const wrong = ends.find((end) => typeof end === 'string')
  if (wrong !== undefined) return { problem: reportDialog.wrongTime(String(wrong)) }
  const [from, until] = ends as [UtcMs | null, UtcMs | null]
  if (from !== null && until !== null && until <= from) return { problem: reportDialog.endsBefore }
  const range = from === null && until === null ? null : { from, until }
  return { form: { ...emptyForm(kind), ...about, range } }
}

function chosen(
  said: ReportSaid,
  { incidents, bookmarks }: Offered,
): Pick<ReportForm, 'incidents' | 'findings' | 'kept'> {
  const without = new Set(said.withoutBookmarks)
  const kept = bookmarks.filter(({ of }) => !without.has(bookmarkKey(of))).map(({ event: _, ...bookmark }) => bookmark)
  const confirmed = kept.flatMap(({ of, decision }) =>
    of.kind === 'finding' && decision === 'confirmed' ? [of.id] : [],
  )
  return {
    incidents:
      said.withoutIncidents.length === 0
        ? null
        : incidents.map(({ id }) => id).filter((id) => !said.withoutIncidents.includes(id)),
    findings: { incidents: null, confirmed, chosen: said.withFindings }[said.findingsOf],
    kept,
  }
}

/** Findings that a report tells where nobody chooses: what choosing one by one begins with. */
export function usualFindings(said: ReportSaid, { incidents, bookmarks }: Offered): readonly string[] {
  const told = incidents.filter(({ id }) => !said.withoutIncidents.includes(id))
  const decided = (decision: CaseBookmark['decision']) =>
    bookmarks.flatMap((one) => (one.of.kind === 'finding' && one.decision === decision ? [one.of.id] : []))
  const dismissed = new Set(decided('dismissed'))
  const ids = [...told.flatMap(({ steps }) => steps.map(({ finding }) => finding)), ...decided('confirmed')]
  return [...new Set(ids)].filter((id) => !dismissed.has(id))
}
