import { useId, useLayoutEffect, useState } from 'react'
import type { QuestionParameter } from '../../../src-shared/contract/index.ts'
import type { FilterColumn } from '../../../src-shared/filter/columns.ts'
import { everything } from '../../../src-shared/filter/model.ts'
import { type Parameter, type ParameterType, parameterTypes } from '../../../src-shared/sql/parameters.ts'
import { useQuery } from '../../ask/use-query.ts'
import { setParameter, useParameterValue } from '../../state/sql-parameters.ts'
import { Combobox } from '../../widgets/combobox.tsx'
import { formatCounted } from '../../widgets/format.ts'

interface ParameterRowProps {
  readonly parameters: readonly Parameter[]
  /** What the question that the query came from says of them. */
  readonly hints: readonly QuestionParameter[]
  /** The one that is to be filled in now. */
  readonly wanted: { readonly parameter: string | null } | null
  readonly onRun: () => void
}

/** One field for each parameter of the query; values that the case holds are suggested. */
export const ParameterRow = ({ parameters, hints, wanted, onRun }: ParameterRowProps) => (
  <div className="sql-parameters" role="group" aria-label="Parameters">
    {parameters.map((parameter) => (
      <ParameterField
        key={parameter.name}
        parameter={parameter}
        hint={hints.find(({ name }) => name === parameter.name)}
        wanted={wanted?.parameter === parameter.name ? wanted : null}
        onRun={onRun}
      />
    ))}
  </div>
)

interface ParameterFieldProps {
  readonly parameter: Parameter
  readonly hint: QuestionParameter | undefined
  /** Another value each time that the field is to have the focus. */
  readonly wanted: object | null
  readonly onRun: () => void
}

const typeNames: Readonly<Record<ParameterType, string>> = { text: 'Text', number: 'Number', null: 'NULL' }

function ParameterField({ parameter, hint, wanted, onRun }: ParameterFieldProps) {
  const { name, column } = parameter
  const value = useParameterValue(parameter)
  const [isOpen, setOpen] = useState(false)
  const id = useId()
  // Before what is missing can be seen.
  useLayoutEffect(() => {
    if (wanted !== null) document.getElementById(id)?.focus()
  }, [wanted, id])
  const suggestions = useValues(column ?? hint?.column ?? null, value.text, isOpen)
  const take = (text: string) => setParameter(name, { ...value, text })
  return (
    <div className="sql-parameter">
      <label htmlFor={id} className="mono">
        {name}
      </label>
      {value.type !== 'null' && (
        <Combobox
          id={id}
          label={`Value of ${name}`}
          placeholder={hint === undefined ? (column ?? '') : `such as ${hint.example}`}
          text={value.text}
          onText={(text) => {
            take(text)
            setOpen(true)
          }}
          suggestions={suggestions}
          isOpen={isOpen}
          onOpen={setOpen}
          // A list that is open hides from readers of the screen what is missing.
          opensOnFocus={false}
          onTake={({ label }) => {
            take(label)
            setOpen(false)
          }}
          onKey={(event, marked) => {
            if (event.key !== 'Enter' || (marked !== null && isOpen && !event.ctrlKey && !event.metaKey)) return false
            setOpen(false)
            onRun()
            return true
          }}
          problem={null}
          isMono
          foot={`Values of ${column ?? hint?.column ?? name} in this case`}
        />
      )}
      <select
        aria-label={`Type of ${name}`}
        value={value.type}
        onChange={({ target }) => setParameter(name, { ...value, type: target.value as ParameterType })}
      >
        {parameterTypes.map((each) => (
          <option key={each} value={each}>
            {typeNames[each]}
          </option>
        ))}
      </select>
    </div>
  )
}

/** Values of the column that hold what is typed, the most frequent first; none where no column is known. */
function useValues(column: FilterColumn | null, typed: string, isOpen: boolean) {
  const asked = { filter: everything, column: column ?? 'eventName', search: typed, limit: 40 } as const
  const facet = useQuery('facet', asked, isOpen && column !== null)
  if (column === null || facet.state !== 'ready') return []
  return facet.value.values.map(({ value, events }) => ({
    id: value,
    label: value,
    note: formatCounted(events, 'event'),
  }))
}
