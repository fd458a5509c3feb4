import type { Table } from '../../../../src-shared/contract/index.ts'
import { type ChartChoice, type ChartKind, chartKinds } from '../../../state/sql-views.ts'
import { Empty } from '../../../widgets/empty.tsx'
import { formatCount, formatCounted } from '../../../widgets/format.ts'
import { ResultChart } from './chart.tsx'
import { alongColumns, asKind, chartWords, chooseChart, type Drawn, drawnOf, numberColumns } from './choose-chart.ts'
import type { ResultColumn } from './result-columns.ts'

interface ChartViewProps {
  readonly columns: readonly ResultColumn[]
  /** As they are shown: filtered and in order. */
  readonly rows: Table['rows']
  /** Whether these were all rows of the query before they were filtered. */
  readonly isWhole: boolean
  /** Null: the chart that fits. */
  readonly chosen: ChartChoice | null
  readonly onChoose: (chart: ChartChoice) => void
}

/** A result as a chart: what is drawn of it may be chosen, and what is not drawn is said. */
export function ChartView({ columns, rows, isWhole, chosen, onChoose }: ChartViewProps) {
  const choice = chosen ?? chooseChart(columns, rows)
  if (choice === null) return <Empty text={rows.length === 0 ? noRows : noNumbers} />
  const drawn = drawnOf(rows, choice)
  const nameOf = (index: number) => columns[index]!.name
  const label = choice.along === null ? nameOf(choice.of) : `${nameOf(choice.of)} by ${nameOf(choice.along)}`
  const select = (kind: ChartKind) => {
    const other = asKind(choice, kind, columns)
    if (other !== null) onChoose(other)
  }
  const along = alongColumns(choice.kind, columns)
  return (
    <>
      <div className="sql-chart-controls">
        <Choice
          label="Chart"
          value={choice.kind}
          options={chartKinds.map((kind) => ({
            value: kind,
            label: chartWords[kind],
            disabled: asKind(choice, kind, columns) === null,
          }))}
          onChange={(kind) => select(kind as ChartKind)}
        />
        <Choice
          label="of"
          value={`${choice.of}`}
          options={optionsOf(numberColumns(columns))}
          onChange={(of) => onChoose({ ...choice, of: Number(of) })}
        />
        {along.length > 0 && (
          <Choice
            label="by"
            value={`${choice.along}`}
            options={optionsOf(along)}
            onChange={(by) => onChoose({ ...choice, along: Number(by) })}
          />
        )}
        <span className="muted">
          {[...(isWhole ? [] : [aPart]), ...notDrawn(choice, drawn, rows.length)].join(' ')}
        </span>
      </div>
      <ResultChart kind={choice.kind} drawn={drawn} label={label} />
    </>
  )
}

const noRows = 'There are no rows to draw.'
const noNumbers = 'There is nothing to draw: no column of the result has only numbers.'

const optionsOf = (columns: readonly ResultColumn[]) =>
  columns.map(({ index, name }) => ({ value: `${index}`, label: name, disabled: false }))

interface ChoiceProps {
  readonly label: string
  readonly value: string
  readonly options: readonly { readonly value: string; readonly label: string; readonly disabled: boolean }[]
  readonly onChange: (value: string) => void
}

const Choice = ({ label, value, options, onChange }: ChoiceProps) => (
  <label>
    {label}
    <select value={value} onChange={(event) => onChange(event.target.value)}>
      {options.map(({ value: each, label: words, disabled }) => (
        <option key={each} value={each} disabled={disabled}>
          {words}
        </option>
      ))}
    </select>
  </label>
)

const aPart = 'The query has more rows than are drawn.'

/** What of the rows is not to be seen, in sentences. */
function notDrawn({ kind }: ChartChoice, { leftOut, isScattered, points }: Drawn, rows: number): readonly string[] {
  const { withoutValue, beyond } = leftOut
  return [
    ...(beyond === 0 ? [] : [kind === 'value' ? firstRowOnly(rows) : firstRows(points.length, rows)]),
    ...(withoutValue === 0
      ? []
      : [`${formatCounted(withoutValue, 'row')} without a number${kind === 'line' ? ' or a time' : ''} not drawn.`]),
    ...(isScattered ? ['Several rows have one time: no line leads through them.'] : []),
  ]
}

const firstRowOnly = (rows: number): string => `The first of ${formatCounted(rows, 'row')}.`
const firstRows = (drawn: number, rows: number): string =>
  `The first ${formatCount(drawn)} of ${formatCounted(rows, 'row')}.`
