import { useState } from 'react'
import type { ColumnValue } from '../../../src-shared/filter/asks.ts'
import { type Column, type ColumnName, columnNames, columns } from '../../../src-shared/model/columns.ts'
import type { EventDetail, Value } from '../../../src-shared/model/event.ts'
import { isHidden } from '../../../src-shared/what/record-values.ts'
import { hiddenValue } from '../../../src-shared/words/events.ts'
import { valueMenu } from '../../../src-shared/words/values.ts'
import { valueHandlers } from '../../parts/value-menu.tsx'
import { Button } from '../../widgets/button.tsx'
import { takenTime } from '../../widgets/format.ts'
import { useTimeText } from '../../widgets/timestamp.tsx'
import { Toolbar } from '../../widgets/toolbar.tsx'
import { Parameters } from './parameters.tsx'
import { Questions } from './questions.tsx'
import { Resources } from './resources.tsx'
import { Siblings } from './siblings.tsx'
import { ValueActions } from './value-actions.tsx'

const groups: Readonly<Record<Column['group'], string>> = {
  event: 'Event',
  identity: 'Identity',
  session: 'Session',
  network: 'Network',
  content: 'Content',
  insight: 'Insight',
}

/** The six questions, the parameters of the call, then the record's fields by group; those it lacks only when asked for. */
export function Fields(detail: EventDetail) {
  const { values } = detail
  const [showsAbsent, setShowsAbsent] = useState(false)
  const absent = columnNames.filter((name) => (values[name] ?? null) === null).length
  return (
    <>
      <Toolbar label="Six questions" orientation="vertical">
        <Questions detail={detail} />
      </Toolbar>
      <Siblings key={detail.row} detail={detail} />
      <Parameters copy={detail.copies[0]} />
      <Toolbar label="Fields" orientation="vertical" className="fields">
        {(Object.keys(groups) as Column['group'][]).map((group) => {
          const names = columnNames.filter(
            (name) => columns[name].group === group && (showsAbsent || (values[name] ?? null) !== null),
          )
          return names.length === 0 ? null : (
            <section key={group}>
              <h3>{groups[group]}</h3>
              <dl>
                {names.map((name) => (
                  <Field key={name} name={name} value={values[name] ?? null} />
                ))}
              </dl>
            </section>
          )
        })}
        {detail.resourcesTotal > 0 && <Resources key={detail.row} {...detail} />}
        <Button look="quiet" onClick={() => setShowsAbsent(!showsAbsent)}>
          {showsAbsent ? 'Hide fields without a value' : `Show ${absent} fields without a value`}
        </Button>
      </Toolbar>
    </>
  )
}

const monospaced: ReadonlySet<ColumnName> = new Set([
  'eventID',
  'requestID',
  'accessKeyId',
  'principalId',
  'sourceIPAddress',
])

function Field({ name, value }: { readonly name: ColumnName; readonly value: Value }) {
  const timeText = useTimeText()
  const time = columns[name].type === 'time' && value !== null ? Number(value) : null
  const text = value === null ? null : time === null ? String(value) : takenTime(time)
  const isMono = text !== null && (text.startsWith('arn:') || monospaced.has(name))
  const isError = name === 'errorCode' && text !== null
  const of: ColumnValue = { column: name, value: value === null ? null : String(value) }
  return (
    <div className="field" {...valueHandlers(of)}>
      <dt title={columns[name].doc}>{name}</dt>
      <dd className={isError ? 'field-error' : isMono ? 'mono' : undefined}>
        {(time === null ? text : timeText(time)) ?? <span className="muted">{valueMenu.isAbsent}</span>}
        {text !== null && isHidden(text) && <span className="muted field-note">{hiddenValue(name)}</span>}
      </dd>
      {text !== null && (
        <dd className="field-actions">
          <ValueActions of={time === null ? of : null} text={text} name={name} />
        </dd>
      )}
    </div>
  )
}
