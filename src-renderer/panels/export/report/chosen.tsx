import { formatUtc } from '../../../../src-shared/base/time.ts'
import type { ReportSaid } from '../../../../src-shared/contract/case-view.ts'
import { bookmarkKey, type CaseBookmark } from '../../../../src-shared/model/bookmark.ts'
import { type ReportKind, type ReportSection, reportSections } from '../../../../src-shared/model/report.ts'
import { saidWords } from '../../../../src-shared/words/bookmarks.ts'
import { reportDialog } from '../../../../src-shared/words/report/dialog.ts'
import { sectionTitles } from '../../../../src-shared/words/report/report.ts'
import type { Offered } from './form-of.ts'

interface ChosenProps {
  readonly kind: ReportKind
  readonly said: ReportSaid
  readonly offered: Offered
  readonly onSay: (change: Partial<ReportSaid>) => void
}

/** What of the case a report tells, and in which sections. */
export function Chosen({ kind, said, offered, onSay }: ChosenProps) {
  return (
    <>
      {kind === 'incident' && <ChosenOfIncidents said={said} offered={offered} onSay={onSay} />}
      <Choices<ReportSection>
        title={reportDialog.sections}
        of={reportSections[kind].map((id) => ({ id, label: sectionTitles[id] }))}
        without={said.withoutSections}
        onWithout={(withoutSections) => onSay({ withoutSections })}
      />
    </>
  )
}

function ChosenOfIncidents({ said, offered: { incidents, bookmarks }, onSay }: Omit<ChosenProps, 'kind'>) {
  return (
    <>
      <Choices
        title={reportDialog.incidents}
        of={incidents.map(({ id, title, severity }) => ({ id, label: `${title} (${severity})` }))}
        without={said.withoutIncidents}
        none={reportDialog.noIncidents}
        onWithout={(withoutIncidents) => onSay({ withoutIncidents })}
      />
      <fieldset>
        <legend>{reportDialog.findings}</legend>
        {(['incidents', 'confirmed'] as const).map((which) => (
          <label key={which}>
            <input
              type="radio"
              name="report-findings"
              checked={said.onlyConfirmed === (which === 'confirmed')}
              onChange={() => onSay({ onlyConfirmed: which === 'confirmed' })}
            />
            <span>{reportDialog.findingsOf[which]}</span>
          </label>
        ))}
      </fieldset>
      <Choices
        title={reportDialog.bookmarks}
        of={bookmarks.map((bookmark) => ({ id: bookmarkKey(bookmark.of), label: nameOf(bookmark) }))}
        without={said.withoutBookmarks}
        none={reportDialog.noBookmarks}
        onWithout={(withoutBookmarks) => onSay({ withoutBookmarks })}
      />
    </>
  )
}

/** A case has at most 1,000 bookmarks. */
function nameOf({ of, event, ...bookmark }: CaseBookmark): string {
  const name =
    of.kind === 'event'
      ? event?.time == null
        ? (of.ref.eventID ?? of.ref.source)
        : formatUtc(event.time)
      : of.kind === 'session'
        ? of.name
        : of.id
  const said = saidWords(bookmark)
  return said === '' ? name : `${name}: ${said}`
}

interface ChoicesProps<Id extends string> {
  readonly title: string
  readonly of: readonly { readonly id: Id; readonly label: string }[]
  /** Those that are not chosen. */
  readonly without: readonly Id[]
  readonly onWithout: (without: readonly Id[]) => void
  /** Said where there is nothing to choose from. */
  readonly none?: string
}

function Choices<Id extends string>({ title, of, without, onWithout, none = '' }: ChoicesProps<Id>) {
  const chosen = of.filter(({ id }) => !without.includes(id)).length
  return (
    <details className="report-choices">
      <summary>
        {title} <span className="muted">{of.length === 0 ? none : reportDialog.chosen(chosen, of.length)}</span>
      </summary>
      <ul>
        {of.map(({ id, label }) => {
          const isOut = without.includes(id)
          return (
            <li key={id}>
              <label>
                <input
                  type="checkbox"
                  checked={!isOut}
                  onChange={() => onWithout(isOut ? without.filter((one) => one !== id) : [...without, id])}
                />
                <span>{label}</span>
              </label>
            </li>
          )
        })}
      </ul>
    </details>
  )
}
