import { useState } from 'react'
import type { ReadAlarm } from '../../../../src-shared/contract/alarms.ts'
import { cisAlarms } from '../../../../src-shared/filter/patterns/cis-alarms.ts'
import { readPattern } from '../../../../src-shared/filter/patterns/read-pattern.ts'
import { defaultAlarm } from '../../../../src-shared/model/alarm.ts'
import {
  alarmsAssume,
  alarmsMean,
  alarmsSummary,
  alarmWords,
  cisAlarmTitle,
} from '../../../../src-shared/words/alarms.ts'
import { forgetAlarm, useAlarms } from '../../../state/alarms.ts'
import { Button } from '../../../widgets/button.tsx'
import { AlarmEntry } from './alarm-entry.tsx'
import './alarms.css'
import { OwnDialog } from './own-dialog.tsx'

/** Alarms over metric filters of the CIS benchmark and of the user. They are computed once the section is opened. */
export function Alarms() {
  const { own, changed } = useAlarms()
  const [isOpen, setOpen] = useState(false)
  const [isAdding, setAdding] = useState(false)
  return (
    <details className="alarms" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{alarmsSummary(cisAlarms.length, own.length)}</summary>
      {isOpen && (
        <>
          <p className="muted">{alarmsMean}</p>
          <details className="alarms-assume">
            <summary>{alarmWords.assume}</summary>
            <ul>
              {alarmsAssume.map((sentence) => (
                <li key={sentence}>{sentence}</li>
              ))}
            </ul>
          </details>
          <div className="alarms-bar">
            <Button icon="plus" onClick={() => setAdding(true)}>
              {alarmWords.add}
            </Button>
          </div>
          <ul className="alarms-list">
            {own.map((alarm) => (
              <li key={alarm.id}>
                <AlarmEntry
                  id={alarm.id}
                  alarm={alarm}
                  settings={changed[alarm.id] ?? alarm.settings}
                  onRemove={() => forgetAlarm(alarm.id)}
                />
              </li>
            ))}
            {builtIn.map(({ id, alarm }) => (
              <li key={id}>
                <AlarmEntry id={id} alarm={alarm} settings={changed[id] ?? alarm.settings} onRemove={null} />
              </li>
            ))}
          </ul>
          {isAdding && <OwnDialog onClose={() => setAdding(false)} />}
        </>
      )}
    </details>
  )
}

const builtIn: readonly { readonly id: string; readonly alarm: ReadAlarm }[] = cisAlarms.flatMap((cis) => {
  const read = readPattern(cis.pattern)
  if (read?.ok !== true) return []
  const { filter } = read.value
  const notes = cis.differsFromRule === null ? [] : [cis.differsFromRule]
  return [
    { id: cis.rule, alarm: { title: cisAlarmTitle(cis), pattern: cis.pattern, filter, settings: defaultAlarm, notes } },
  ]
})
