import type { KeyboardEvent, ReactNode } from 'react'
import type { TimeRange } from '../../../src-shared/base/time.ts'
import { partsOf } from '../../../src-shared/filter/asks.ts'
import { describeCondition, describeWhere } from '../../../src-shared/filter/describe.ts'
import { type Condition, type FreeText, isCondition, isFreeText, type Where } from '../../../src-shared/filter/model.ts'
import { operators, oppositeOf } from '../../../src-shared/filter/operators.ts'
import { formatWhere } from '../../../src-shared/filter/text.ts'
import { removePart, replacePart, useFilter, zoomTo } from '../../state/filter.ts'
import { copyText } from '../../widgets/copy.ts'
import { formatTime } from '../../widgets/format.ts'
import { Icon } from '../../widgets/icon.tsx'
import { type MenuEntry, MenuTrigger } from '../../widgets/menu.tsx'
import './chips.css'

/** Every part of the filter in force, each removable. */
export function Chips() {
  const filter = useFilter((state) => state.filter)
  return (
    <>
      {filter.range !== null && <RangeChip range={filter.range} />}
      {partsOf(filter).map((part) => (
        <PartChip key={formatWhere(part)} part={part} />
      ))}
    </>
  )
}

/** A group, which has no controls of its own, is shown as its text. */
function PartChip({ part }: { readonly part: Where }) {
  if (isCondition(part)) return <ConditionChip condition={part} />
  if (isFreeText(part)) return <TextChip part={part} />
  return (
    <Chip whole={describeWhere(part)} onRemove={() => removePart(part)} isExclusion={'not' in part}>
      {formatWhere(part)}
    </Chip>
  )
}

const TextChip = ({ part }: { readonly part: FreeText }) => (
  <Chip whole={`Any searched column contains “${part.text}”`} onRemove={() => removePart(part)}>
    <span className="chip-words">text</span> “{part.text}”
  </Chip>
)

interface ChipProps {
  readonly whole: string
  readonly children: ReactNode
  readonly onRemove: () => void
  /** What can be done with it besides. */
  readonly menu?: readonly MenuEntry[]
  readonly isExclusion?: boolean
}

/** One Tab stop: its menu, which removes it too, or else its button. Delete removes it from either. */
function Chip({ whole, children, onRemove, menu, isExclusion = false }: ChipProps) {
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Delete' || event.key === 'Backspace') onRemove()
  }
  return (
    <span className={isExclusion ? 'chip chip-exclusion' : 'chip'} title={whole}>
      {menu === undefined ? (
        <span className="chip-text">{children}</span>
      ) : (
        <MenuTrigger
          label={whole}
          button={
            <button type="button" className="chip-text" onKeyDown={onKeyDown}>
              {children}
            </button>
          }
          entries={menu}
        />
      )}
      <button
        type="button"
        className="chip-remove"
        aria-label={`Remove: ${whole}`}
        tabIndex={menu === undefined ? 0 : -1}
        onKeyDown={onKeyDown}
        onClick={onRemove}
      >
        <Icon name="close" size={11} />
      </button>
    </span>
  )
}

function RangeChip({ range }: { readonly range: TimeRange }) {
  const from = range.from === null ? '…' : formatTime(range.from)
  const until = range.until === null ? '…' : formatTime(range.until)
  return (
    <Chip whole={`eventTime from ${from} until, not including, ${until}`} onRemove={() => zoomTo(null)}>
      <span className="chip-words">time</span> {from} – {until}
    </Chip>
  )
}

function ConditionChip({ condition }: { readonly condition: Condition }) {
  const { column, operator, values } = condition
  return (
    <Chip
      whole={describeCondition(condition)}
      isExclusion={operators[operator].excludes}
      onRemove={() => removePart(condition)}
      menu={conditionMenu(condition)}
    >
      {column} <span className="chip-words">{operators[operator].words}</span> {values.join(' or ')}
    </Chip>
  )
}

function conditionMenu(condition: Condition): readonly MenuEntry[] {
  const { column, operator, values } = condition
  const opposite = oppositeOf(column, operator)
  const turn = {
    label: `Turn into “${opposite === null ? '' : operators[opposite].words}”`,
    onSelect: () => opposite !== null && replacePart(condition, { ...condition, operator: opposite }),
  }
  const without = (value: string): MenuEntry => ({
    label: `Without ${value}`,
    icon: 'minus',
    onSelect: () => replacePart(condition, { ...condition, values: values.filter((other) => other !== value) }),
  })
  return [
    ...(opposite === null ? [] : [turn]),
    ...(values.length > 1 ? values.map(without) : []),
    { label: 'Copy', icon: 'copy', onSelect: () => void copyText(describeCondition(condition)) },
    { label: 'Remove', icon: 'close', onSelect: () => removePart(condition) },
  ]
}
