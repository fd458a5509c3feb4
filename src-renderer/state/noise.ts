import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import type { CaseView, NoiseFilter } from '../../src-shared/contract/case-view.ts'
import { hasPart, isSame, oppositePart, partsOf, withoutPart } from '../../src-shared/filter/asks.ts'
import { everything, type Filter, filterOf, group, normalized, type Where } from '../../src-shared/filter/model.ts'
import { formatWhere, parseFilter } from '../../src-shared/filter/text.ts'
import { addPart, removePart, setFilter, useFilter } from './filter.ts'
import { keepForNextStart, keptHere, keptInBrowser } from './kept.ts'

type Noise = CaseView['noise']

export const mostNoiseFilters = 6
export const longestNoiseName = 24

/** Of a case in a case file its own, else those for all cases. Live longer than the window. In force is what the filter has as a part, which everyone sees. */
export const useNoise = create<Noise>()(
  persist<Noise>(() => ({ filters: [], on: [] }), {
    name: 'trailproof-noise',
    version: 1,
    storage: keptInBrowser(),
    partialize: keptHere('trailproof-noise'),
  }),
)
keepForNextStart(useNoise)

/** Null where another version wrote what this one does not read. */
export function partOfNoise({ text }: NoiseFilter): Where | null {
  const read = parseFilter(text)
  const parts = read.ok ? partsOf(read.value) : []
  return parts.length === 1 ? parts[0]! : null
}

/** The conditions of the filter as one part: what none of their opposites is true of. */
export function asNoise(filter: Filter): Where {
  const opposites = partsOf(filter).map(oppositePart)
  const part = opposites.length === 1 ? partsOf(filter)[0]! : { not: group('any', opposites) }
  return partsOf(normalized(filterOf([part])))[0]!
}

/** The noise filters in force. */
export const noiseIn = (filter: Filter): readonly NoiseFilter[] =>
  useNoise.getState().filters.filter((noise) => {
    const part = partOfNoise(noise)
    return part !== null && hasPart(filter, part)
  })

/** Undefined for any other part of a filter. */
export const noiseOf = (part: Where): NoiseFilter | undefined =>
  useNoise.getState().filters.find((noise) => {
    const own = partOfNoise(noise)
    return own !== null && isSame(own, part)
  })

export const withoutNoise = (filter: Filter): Filter =>
  noiseIn(filter).reduce((rest, noise) => withoutPart(rest, partOfNoise(noise)!), filter)

/** What the rest of the filter shows, and noise filters leave out. */
export const onlyNoise = (filter: Filter): Filter =>
  normalized(
    filterOf(
      [
        ...partsOf(withoutNoise(filter)),
        group(
          'any',
          noiseIn(filter).map((noise) => oppositePart(partOfNoise(noise)!)),
        ),
      ],
      filter.range,
    ),
  )

/** Saves the conditions in force, in place of a noise filter of that name; one button has their effect from now on. */
export function saveNoise(name: string) {
  const { filter } = useFilter.getState()
  const part = asNoise(filter)
  useNoise.setState(({ filters, on }) => ({
    filters: [...filters.filter((held) => held.name !== name), { name, text: formatWhere(part) }],
    on: [...on.filter((held) => held !== name), name],
  }))
  setFilter(filterOf([part], filter.range))
}

export function forgetNoise(name: string) {
  useNoise.setState(({ filters, on }) => ({
    filters: filters.filter((held) => held.name !== name),
    on: on.filter((held) => held !== name),
  }))
}

export function toggleNoise(noise: NoiseFilter) {
  const part = partOfNoise(noise)
  if (part === null) return
  const isOn = hasPart(useFilter.getState().filter, part)
  useNoise.setState(({ on }) => {
    const others = on.filter((name) => name !== noise.name)
    return { on: isOn ? others : [...others, noise.name] }
  })
  if (isOn) removePart(part)
  else addPart(part)
}

/** What a case is begun with. */
export function filterToBeginWith(): Filter {
  // Those of a case file stay with it, also where another case takes its place.
  const { filters, on } = keptHere('trailproof-noise')(useNoise.getState())
  const parts = filters.flatMap((noise) => (on.includes(noise.name) ? [partOfNoise(noise)] : []))
  return parts.length === 0 ? everything : filterOf(parts.filter((part) => part !== null))
}
