import type { Facet, Groups, Histogram } from '../../../src-shared/contract/index.ts'
import type { EventDetail, Value } from '../../../src-shared/model/event.ts'
import { valueCut } from '../../../src-shared/words/files.ts'

/** Characters. No condition of a filter takes more, so that none is made of a value that was cut. */
export const longestShown = 10_000

/**
 * A value as a window is sent it: a record may hold 50 MB in one, which no window could draw. What is cut says so and how
 * long it is. Records and exports are whole.
 */
export const shownValue = <V extends Value>(value: V): V | string =>
  typeof value === 'string' && value.length > longestShown ? cut(value) : value

const cut = (value: string): string => `${value.slice(0, longestShown)}${valueCut(value.length)}`

export const shownValues = <V extends Readonly<Record<string, Value | undefined>>>(values: V): V =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, shownValue(value ?? null)])) as V

export const shownFacet = (facet: Facet): Facet => ({
  ...facet,
  values: facet.values.map(({ value, events }) => ({ value: shownValue(value), events })),
})

export const shownGroups = ({ total, groups }: Groups): Groups => ({
  total,
  groups: groups.map((group) => ({ ...group, value: shownValue(group.value) })),
})

export const shownHistogram = (histogram: Histogram): Histogram => {
  const { stack } = histogram
  if (stack === null) return histogram
  const parts = stack.parts.map(({ value, counts }) => ({ value: shownValue(value), counts }))
  return { ...histogram, stack: { ...stack, parts } }
}

export const shownResources = (resources: EventDetail['resources']): EventDetail['resources'] =>
  resources.map(({ arn, accountId, type }) => ({
    arn: shownValue(arn),
    accountId: shownValue(accountId),
    type: shownValue(type),
  }))
