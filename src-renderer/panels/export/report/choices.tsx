import { reportDialog } from '../../../../src-shared/words/report/dialog.ts'

interface ChoicesProps<Id extends string> {
  readonly title: string
  readonly of: readonly { readonly id: Id; readonly label: string }[]
  /** Those that are not chosen. */
  readonly without: readonly Id[]
  readonly onWithout: (without: readonly Id[]) => void
  /** Said where there is nothing to choose from. */
  readonly none?: string
}

/** A list of things that are told or not. */
export function Choices<Id extends string>({ title, of, without, onWithout, none = '' }: ChoicesProps<Id>) {
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
