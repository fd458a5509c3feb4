import { useId } from 'react'
import { zoneOf } from '../../../src-shared/base/zone.ts'
import { setTimeline, useTimeline } from '../../state/timeline.ts'
import { chooseZone, computersZone, useZone } from '../../state/zone.ts'
import { Button } from '../../widgets/button.tsx'
import { Popover } from '../../widgets/popover.tsx'

/** How the timeline is drawn, and the zone of the window's times. */
export function Options() {
  const zone = useZone()
  const button = (
    <Button look="quiet" icon="chart" title="Scale, all events behind, table, time zone">
      {zone.name === 'UTC' ? 'Options' : `Options · ${zone.name}`}
    </Button>
  )
  return (
    <Popover label="How the timeline is drawn" button={button} className="timeline-options">
      {() => <Choices />}
    </Popover>
  )
}

function Choices() {
  const { axis, showsAll, asTable } = useTimeline()
  return (
    <>
      <Check
        label="Logarithmic scale"
        checked={axis === 'log'}
        onChange={(log) => setTimeline({ axis: log ? 'log' : 'linear' })}
      >
        A single event stays visible beside thousands. Parts share the height of their bar.
      </Check>
      <Check label="All events behind" checked={showsAll} onChange={(on) => setTimeline({ showsAll: on })}>
        Pale bars show the events that the filter leaves out, too; they are cut off at the top.
      </Check>
      <Check label="As a table" checked={asTable} onChange={(on) => setTimeline({ asTable: on })}>
        The same counts in rows.
      </Check>
      <ZoneChoice />
    </>
  )
}

interface CheckProps {
  readonly label: string
  readonly checked: boolean
  readonly onChange: (checked: boolean) => void
  readonly children: string
}

function Check({ label, checked, onChange, children }: CheckProps) {
  const id = useId()
  return (
    <label className="timeline-option">
      <input
        type="checkbox"
        aria-label={label}
        aria-describedby={id}
        checked={checked}
        onChange={({ target }) => onChange(target.checked)}
      />
      <span>{label}</span>
      <span id={id} className="muted">
        {children}
      </span>
    </label>
  )
}

function ZoneChoice() {
  const zone = useZone()
  const computers = computersZone()
  return (
    <label className="timeline-zone">
      <span>Times are shown in</span>
      <select aria-label="Time zone" value={zone.name} onChange={({ target }) => chooseZone(target.value)}>
        <option value="UTC">UTC</option>
        {computers !== 'UTC' && zoneOf(computers) !== null && (
          <option value={computers}>{computers}, this computer</option>
        )}
        <optgroup label="All zones">
          {Intl.supportedValuesOf('timeZone')
            .filter((name) => name !== computers && name !== 'UTC')
            .map((name) => (
              <option key={name} value={name}>
                {name}
              </option>
            ))}
        </optgroup>
      </select>
      <span className="muted">The offset is always written. What you type, copy or export is in UTC.</span>
    </label>
  )
}
