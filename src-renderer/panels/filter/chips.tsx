import { useState } from 'react'
import type { TimeRange } from '../../../src-shared/base/time.ts'
import { type Condition, describeCondition, operators } from '../../../src-shared/filter/filter.ts'
import { removeCondition, replaceCondition, setText, useFilter, zoomTo } from '../../state/filter.ts'
import { copyText } from '../../widgets/copy.ts'
import { formatTime } from '../../widgets/format.ts'
import { Icon } from '../../widgets/icon.tsx'
import { Menu } from '../../widgets/menu.tsx'
import type { Anchor } from '../../widgets/popover.tsx'
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
  readonly onOpen?: (anchor: Anchor) => void
  readonly isExclusion?: boolean
}

function Chip({ whole, children, onRemove, onOpen, isExclusion = false }: ChipProps) {
  return (
    <span className={isExclusion ? 'chip chip-exclusion' : 'chip'} title={whole}>
      {onOpen === undefined ? (
        <span className="chip-text">{children}</span>
      ) : (
        <button
          type="button"
          className="chip-text"
          aria-haspopup="menu"
          onClick={(event) => onOpen(event.currentTarget.getBoundingClientRect())}
        >
          {children}
        </button>
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
  const [anchor, setAnchor] = useState<Anchor | null>(null)
  const { column, operator, values } = condition
  const opposite = operator in opposites ? opposites[operator as keyof typeof opposites] : null
  return (
    <>
      <Chip
        whole={describeCondition(condition)}
        isExclusion={operator === 'isNot' || operator === 'notContains' || operator === 'isNotSet'}
        onRemove={() => removeCondition(condition)}
        onOpen={setAnchor}
      >
        {column} <span className="chip-words">{operators[operator].words}</span> {values.join(' or ')}
      </Chip>
      {anchor !== null && (
        <Menu
          label={describeCondition(condition)}
          anchor={anchor}
          onClose={() => setAnchor(null)}
          entries={[
            ...(opposite === null
              ? []
              : [
                  {
                    label: `Turn into “${operators[opposite].words}”`,
                    onSelect: () => replaceCondition(condition, { ...condition, operator: opposite }),
                  },
                ]),
            ...(values.length > 1
              ? values.map((value) => ({
                  label: `Without ${value}`,
                  icon: 'minus' as const,
                  onSelect: () =>
                    replaceCondition(condition, { ...condition, values: values.filter((other) => other !== value) }),
                }))
              : []),
            { label: 'Copy', icon: 'copy', onSelect: () => void copyText(describeCondition(condition)) },
            { label: 'Remove', icon: 'close', onSelect: () => removeCondition(condition) },
          ]}
        />
      )}
    </>
  )
}
