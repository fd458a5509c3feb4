import { useState } from 'react'
import { partsOf } from '../../../src-shared/filter/asks.ts'
import { describeWhere } from '../../../src-shared/filter/describe.ts'
import { type Condition, isCondition, isFreeText, type Where } from '../../../src-shared/filter/model.ts'
import { operators, oppositeOf } from '../../../src-shared/filter/operators.ts'
import { formatWhere } from '../../../src-shared/filter/text.ts'
import { noise } from '../../../src-shared/words/noise.ts'
import {
  forgetSetAside, negatePart, removePart, replacePart, switchOff, switchOn, useFilter,
} from '../../state/filter.ts' // biome-ignore format: names
import { noiseOf } from '../../state/noise.ts'
import { copyText } from '../../widgets/copy.ts'
import { type MenuEntry, MenuTrigger } from '../../widgets/menu.tsx'
import { ChipFrame } from './chip-frame.tsx'
import { PartText, useValueText } from './part-text.tsx'
import { FilterTextDialog } from './text-dialog.tsx'
import { RangeChip } from './times.tsx'

/** Every part of the filter, in force or switched off. */
export function Chips() {
  const { filter, setAside } = useFilter()
  const [edited, setEdited] = useState<Where | null>(null)
  return (
    <>
      {filter.range !== null && <RangeChip range={filter.range} />}
      {partsOf(filter).map((part) => (
        <Chip
          key={formatWhere(part)}
          part={part}
          menu={menuOf(part, () => setEdited(part))}
          onRemove={() => removePart(part)}
        />
      ))}
      {setAside.map((part) => (
        <Chip
          key={`off ${formatWhere(part)}`}
          part={part}
          isOff
          menu={[
            { label: 'Switch on', icon: 'check', onSelect: () => switchOn(part) },
            ...commonEntries(part, () => forgetSetAside(part)),
          ]}
          onRemove={() => forgetSetAside(part)}
        />
      ))}
      {edited !== null && <FilterTextDialog part={edited} onClose={() => setEdited(null)} />}
    </>
  )
}

interface ChipProps {
  readonly part: Where
  readonly menu: readonly MenuEntry[]
  readonly onRemove: () => void
  readonly isOff?: boolean
}

/** One Tab stop: its menu, which removes it too. Delete removes it, Space and Enter open the menu. */
function Chip({ part, menu, onRemove, isOff = false }: ChipProps) {
  const words = describeWhere(part, useValueText())
  const name = noiseOf(part)?.name
  const whole = isOff ? `Switched off: ${words}` : words
  const look = isOff ? 'chip chip-off' : excludes(part) ? 'chip chip-exclusion' : 'chip'
  return (
    <ChipFrame
      look={look}
      whole={whole}
      onRemove={onRemove}
      button={(text) => <MenuTrigger label={whole} button={text} entries={menu} />}
    >
      {isOff && <span className="chip-words">off </span>}
      {name === undefined ? <PartText part={part} /> : noise.chip(name)}
    </ChipFrame>
  )
}

const excludes = (part: Where): boolean =>
  isCondition(part) ? operators[part.operator].excludes : !isFreeText(part) && 'not' in part

const menuOf = (part: Where, edit: () => void): readonly MenuEntry[] => [
  { label: negation(part), icon: 'minus', onSelect: () => negatePart(part) },
  { label: 'Edit…', onSelect: edit },
  { label: 'Switch off', onSelect: () => switchOff(part) },
  ...(isCondition(part) && part.values.length > 1 ? part.values.map((value) => without(part, value)) : []),
  ...commonEntries(part, () => removePart(part)),
]

function negation(part: Where): string {
  if (!isCondition(part)) return 'not' in part ? 'Take the NOT away' : 'Turn into NOT'
  const opposite = oppositeOf(part.column, part.operator)
  return opposite === null ? 'Turn into NOT' : `Turn into “${operators[opposite].words}”`
}

const without = (condition: Condition, value: string): MenuEntry => ({
  label: `Without ${value}`,
  icon: 'close',
  onSelect: () => replacePart(condition, { ...condition, values: condition.values.filter((other) => other !== value) }),
})

const commonEntries = (part: Where, remove: () => void): readonly MenuEntry[] => [
  { label: 'Copy as text', icon: 'copy', onSelect: () => void copyText(formatWhere(part)) },
  { label: 'Remove', icon: 'close', onSelect: remove },
]
