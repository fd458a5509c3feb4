import { columnDoc, isRecordPath } from '../../../src-shared/filter/columns.ts'
import { describeCondition } from '../../../src-shared/filter/describe.ts'
import { type Operator, operators } from '../../../src-shared/filter/operators.ts'
import { useQuery } from '../../ask/use-query.ts'
import { useFilter } from '../../state/filter.ts'
import type { Suggestion } from '../../widgets/combobox.tsx'
import { formatCount } from '../../widgets/format.ts'
import { type Draft, suggestColumns, suggestOperators } from './suggest.ts'

export interface FilterSuggestion extends Suggestion {
  /** What stands in the input once it is taken. */
  readonly text: string
  /** Taking it completes a condition. */
  readonly completes: boolean
}

const most = 60

/** What may come next: columns, then operators, then values with the events they would leave. */
export function useSuggestions(draft: Draft, isOpen: boolean): readonly FilterSuggestion[] {
  const filter = useFilter((state) => state.filter)
  const named = draft.stage === 'value' && draft.column !== 'record' ? draft.column : null
  // Values of records are read from all files, which a word that is being typed does not begin.
  const column = named === null || isRecordPath(named) ? null : named
  const hasValues = column !== null
  const typed = draft.stage === 'value' ? draft.typed : ''
  const facet = useQuery(
    'facet',
    { filter, column: column ?? 'eventName', search: typed, limit: most },
    isOpen && hasValues,
  )
  switch (draft.stage) {
    case 'column':
      return suggestColumns(draft.typed).map((name) => ({
        id: name,
        label: name,
        note: columnDoc(name),
        text: `${name} `,
        completes: false,
      }))
    case 'operator':
      return suggestOperators(draft.column, draft.typed).map((operator) => {
        const { sign, words, values } = operators[operator]
        const completes = values === 'none'
        return {
          id: operator,
          label: words,
          note: sign,
          text: `${draft.column} ${sign}${completes ? '' : ' '}`,
          completes,
        }
      })
    case 'value': {
      if (operators[draft.operator].values === 'none') {
        const condition = { column: draft.column, operator: draft.operator, values: [] }
        const text = `${draft.column} ${operators[draft.operator].sign}`
        return [{ id: 'whole', label: describeCondition(condition), note: '', text, completes: true }]
      }
      if (draft.column === 'record') return draft.typed === '' ? [] : [searchOf(draft.typed, draft.operator)]
      if (facet.state !== 'ready') return []
      return facet.value.values.map(({ value, events }) => ({
        id: value,
        label: value,
        note: formatCount(events),
        text: `${draft.column} ${operators[draft.operator].sign} ${value}`,
        completes: true,
      }))
    }
  }
}

/** What records hold is not listed anywhere: the one thing to offer is the search. */
const searchOf = (typed: string, operator: Operator): FilterSuggestion => ({
  id: 'search',
  label: typed,
  note: 'Searches every log file (case-sensitive)',
  text: `record ${operators[operator].sign} ${typed}`,
  completes: true,
})
