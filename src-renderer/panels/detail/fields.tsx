import { useState } from 'react'
import { type Column, type ColumnName, columnNames, columns } from '../../../src-shared/model/columns.ts'
import type { EventDetail, Value } from '../../../src-shared/model/event.ts'
import { valueHandlers } from '../../parts/value-menu.tsx'
import { toggleValue } from '../../state/filter.ts'
import { showOnly } from '../../state/open.ts'
import { Button, IconButton } from '../../widgets/button.tsx'
import { CopyButton } from '../../widgets/copy-button.tsx'
import { formatTime } from '../../widgets/format.ts'
import { Toolbar } from '../../widgets/toolbar.tsx'
import { Parameters } from './parameters.tsx'
import { Resources } from './resources.tsx'

const groups: Readonly<Record<Column['group'], string>> = {
  event: 'Event',
  identity: 'Identity',
  session: 'Session',
  network: 'Network',
  content: 'Content',
  insight: 'Insight',
}

/** The record's fields by group; those it lacks only when asked for. */
export function Fields(detail: EventDetail) {
  const { values } = detail
  const [showsAbsent, setShowsAbsent] = useState(false)
  const absent = columnNames.filter((name) => (values[name] ?? null) === null).length
  return (
    <>
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
          {showsAbsent ? 'Hide absent fields' : `Show ${absent} absent fields`}
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
  const text = value === null ? null : columns[name].type === 'time' ? formatTime(Number(value)) : String(value)
  const isMono = text !== null && (text.startsWith('arn:') || monospaced.has(name))
  const isError = name === 'errorCode' && text !== null
  return (
    <div className="field" {...valueHandlers({ column: name, value: value === null ? null : String(value) })}>
      <dt title={columns[name].doc}>{name}</dt>
      <dd className={isError ? 'field-error' : isMono ? 'mono' : undefined}>
        {text ?? <span className="muted">absent</span>}
      </dd>
      {text !== null && (
        <dd className="field-actions">
          {columns[name].type !== 'time' && (
            <>
              <IconButton
                icon="filter"
                label={`Only events with ${name} ${text}`}
                onClick={() => showOnly({ column: name, value: String(value) })}
              />
              <IconButton
                icon="plus"
                label={`Filter for ${name} ${text}`}
                onClick={() => toggleValue(name, 'is', String(value))}
              />
              <IconButton
                icon="minus"
                label={`Exclude ${name} ${text}`}
                onClick={() => toggleValue(name, 'isNot', String(value))}
              />
            </>
          )}
          <CopyButton what={name} text={text} />
        </dd>
      )}
    </div>
  )
}
