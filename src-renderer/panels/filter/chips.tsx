import type { TimeRange } from '../../../src-shared/base/time.ts'
import { type Condition, describeCondition, operators } from '../../../src-shared/filter/filter.ts'
import { removeCondition, replaceCondition, setText, useFilter, zoomTo } from '../../state/filter.ts'
import { copyText } from '../../widgets/copy.ts'
import { formatTime } from '../../widgets/format.ts'
import { Icon } from '../../widgets/icon.tsx'
import { type MenuEntry, MenuTrigger } from '../../widgets/menu.tsx'
import './chips.css'

/** Every part of the filter in force, each removable. */
export function Chips() {
  const { range, conditions, text } = useFilter((state) => state.filter)
  return (
    <>
      {range !== null && <RangeChip range={range} />}
      {conditions.map((condition) => (
        <ConditionChip key={describeCondition(condition)} condition={condition} />
      ))}
      {text !== '' && (
        <Chip whole={`Any searched column contains “${text}”`} onRemove={() => setText('')}>
          <span className="chip-words">text</span> “{text}”
        </Chip>
      )}
    </>
  )
}

interface ChipProps {
  readonly whole: string
  readonly children: React.ReactNode
  readonly onRemove: () => void
  /** What can be done with it besides. */
  readonly menu?: readonly MenuEntry[]
  readonly isExclusion?: boolean
}

function Chip({ whole, children, onRemove, menu, isExclusion = false }: ChipProps) {
  return (
    <span className={isExclusion ? 'chip chip-exclusion' : 'chip'} title={whole}>
      {menu === undefined ? (
        <span className="chip-text">{children}</span>
      ) : (
        <MenuTrigger
          label={whole}
          button={
            <button type="button" className="chip-text">
              {children}
            </button>
          }
          entries={menu}
        />
      )}
      <button type="button" className="chip-remove" aria-label={`Remove: ${whole}`} onClick={onRemove}>
        <Icon name="close" size={11} />
      </button>
    </span>
  )
}

function RangeChip({ range }: { readonly range: TimeRange }) {
  // A range open at one end is written with the ends of time, which are no dates to show.
  const from = Number.isFinite(new Date(range.from).getTime()) && range.from > -8.64e15 ? formatTime(range.from) : '…'
  const until = range.until < 8.64e15 ? formatTime(range.until) : '…'
  return (
    <Chip whole={`eventTime from ${from} until, not including, ${until}`} onRemove={() => zoomTo(null)}>
      <span className="chip-words">time</span> {from} – {until}
    </Chip>
  )
}

const opposites = {
  is: 'isNot',
  isNot: 'is',
  contains: 'notContains',
  notContains: 'contains',
  isSet: 'isNotSet',
  isNotSet: 'isSet',
} as const

function ConditionChip({ condition }: { readonly condition: Condition }) {
  const { column, operator, values } = condition
  return (
    <Chip
      whole={describeCondition(condition)}
      isExclusion={operator === 'isNot' || operator === 'notContains' || operator === 'isNotSet'}
      onRemove={() => removeCondition(condition)}
      menu={conditionMenu(condition)}
    >
      {column} <span className="chip-words">{operators[operator].words}</span> {values.join(' or ')}
    </Chip>
  )
}

function conditionMenu(condition: Condition): readonly MenuEntry[] {
  const { operator, values } = condition
  const opposite = operator in opposites ? opposites[operator as keyof typeof opposites] : null
  const turn = {
    label: `Turn into “${opposite === null ? '' : operators[opposite].words}”`,
    onSelect: () => opposite !== null && replaceCondition(condition, { ...condition, operator: opposite }),
  }
  const without = (value: string): MenuEntry => ({
    label: `Without ${value}`,
    icon: 'minus',
    onSelect: () => replaceCondition(condition, { ...condition, values: values.filter((other) => other !== value) }),
  })
  return [
    ...(opposite === null ? [] : [turn]),
    ...(values.length > 1 ? values.map(without) : []),
    { label: 'Copy', icon: 'copy', onSelect: () => void copyText(describeCondition(condition)) },
    { label: 'Remove', icon: 'close', onSelect: () => removeCondition(condition) },
  ]
}
