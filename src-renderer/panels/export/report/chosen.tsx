import { formatUtc } from '../../../../src-shared/base/time.ts'
import { findingsChoices, type ReportSaid } from '../../../../src-shared/contract/case-view.ts'
import { bookmarkKey, type CaseBookmark } from '../../../../src-shared/model/bookmark.ts'
import type { ReportKind } from '../../../../src-shared/model/report.ts'
import { saidWords } from '../../../../src-shared/words/bookmarks.ts'
import { reportDialog } from '../../../../src-shared/words/report/dialog.ts'
import { Choices } from './choices.tsx'
import { type Offered, usualFindings } from './form-of.ts'
import { Sections } from './sections.tsx'

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
      <Sections kind={kind} said={said} onSay={onSay} />
    </>
  )
}

function ChosenOfIncidents({ said, offered, onSay }: Omit<ChosenProps, 'kind'>) {
  const { incidents, bookmarks, findings } = offered
  const { findingsOf, withFindings } = said
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
        {findingsChoices.map((which) => (
          <label key={which}>
            <input
              type="radio"
              name="report-findings"
              checked={findingsOf === which}
              onChange={() =>
                onSay({
                  findingsOf: which,
                  ...(which === 'chosen' && withFindings.length === 0
                    ? { withFindings: usualFindings(said, offered) }
                    : {}),
                })
              }
            />
            <span>{reportDialog.findingsOf[which]}</span>
          </label>
        ))}
      </fieldset>
      {findingsOf === 'chosen' && (
        <Choices
          title={reportDialog.findings}
          of={(findings ?? []).map(({ id, title, severity }) => ({ id, label: `${title} (${severity})` }))}
          without={(findings ?? []).map(({ id }) => id).filter((id) => !withFindings.includes(id))}
          none={findings === null ? reportDialog.findingsLater : reportDialog.noFindings}
          onWithout={(without) =>
            onSay({ withFindings: (findings ?? []).map(({ id }) => id).filter((id) => !without.includes(id)) })
          }
        />
      )}
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
