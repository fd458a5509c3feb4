import { readTime } from '../../../../src-shared/base/read-time.ts'
import type { UtcMs } from '../../../../src-shared/base/time.ts'
import type { ReportSaid } from '../../../../src-shared/contract/case-view.ts'
import type { Incident } from '../../../../src-shared/contract/incidents.ts'
import { bookmarkKey, type CaseBookmark } from '../../../../src-shared/model/bookmark.ts'
import { emptyForm, type ReportForm, type ReportKind } from '../../../../src-shared/model/report.ts'
import { reportDialog } from '../../../../src-shared/words/report/dialog.ts'

/** What of the case can be chosen for a report. */
export interface Offered {
  readonly incidents: readonly Incident[]
  readonly bookmarks: readonly CaseBookmark[]
}

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
): FormRead {
  const { title, caseNumber, introduction, paper, withoutSections } = said
  const about = { title, caseNumber, introduction, paper, examiner, organization, leftOut: withoutSections }
  if (kind === 'incident') return { form: { ...emptyForm(kind), ...about, ...chosen(said, offered) } }
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
    findings: said.onlyConfirmed ? confirmed : null,
    kept,
  }
}
