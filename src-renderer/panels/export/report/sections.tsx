import type { ReportSaid } from '../../../../src-shared/contract/case-view.ts'
import { type ReportKind, type ReportSection, reportSections, sectionsOf } from '../../../../src-shared/model/report.ts'
import { reportDialog } from '../../../../src-shared/words/report/dialog.ts'
import { sectionTitles } from '../../../../src-shared/words/report/report.ts'
import { IconButton } from '../../../widgets/button.tsx'

interface SectionsProps {
  readonly kind: ReportKind
  readonly said: ReportSaid
  readonly onSay: (change: Partial<ReportSaid>) => void
}

/** Which sections a report tells, in which order and under which titles. */
export function Sections({ kind, said, onSay }: SectionsProps) {
  const { withoutSections: without, titles } = said
  const order = sectionsOf({ kind, leftOut: [], order: said.order })
  const told = order.filter((id) => !without.includes(id)).length
  const move = (at: number, by: 1 | -1) => {
    const moved = [...order]
    const [section] = moved.splice(at, 1)
    moved.splice(at + by, 0, section!)
    onSay({ order: moved })
  }
  const name = (id: ReportSection, title: string) => {
    const { [id]: _, ...others } = titles
    onSay({ titles: title === '' ? others : { ...others, [id]: title } })
  }
  return (
    <details className="report-choices">
      <summary>
        {reportDialog.sections} <span className="muted">{reportDialog.chosen(told, reportSections[kind].length)}</span>
      </summary>
      <ul className="report-sections">
        {order.map((id, at) => {
          const isOut = without.includes(id)
          const title = sectionTitles[id]
          return (
            <li key={id}>
              <input
                type="checkbox"
                aria-label={reportDialog.isIn(title)}
                checked={!isOut}
                onChange={() =>
                  onSay({ withoutSections: isOut ? without.filter((one) => one !== id) : [...without, id] })
                }
              />
              <input
                type="text"
                aria-label={reportDialog.sectionTitle(title)}
                placeholder={title}
                value={titles[id] ?? ''}
                disabled={isOut}
                maxLength={200}
                onChange={({ target }) => name(id, target.value)}
              />
              <IconButton
                icon="arrowUp"
                label={reportDialog.moveUp(title)}
                disabled={at === 0}
                onClick={() => move(at, -1)}
              />
              <IconButton
                icon="arrowDown"
                label={reportDialog.moveDown(title)}
                disabled={at === order.length - 1}
                onClick={() => move(at, 1)}
              />
            </li>
          )
        })}
      </ul>
    </details>
  )
}
