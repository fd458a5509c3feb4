import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import type { Parameter, ParameterValue } from '../../src-shared/sql/parameters.ts'
import { keepForNextStart, keptHere, keptInBrowser } from './kept.ts'

interface Values {
  /** By the name of the parameter, the last changed last. */
  readonly values: Readonly<Record<string, ParameterValue>>
}

const keptValues = 200

/** Values of the parameters of queries: the same name means the same in every query. Lives longer than the window. */
export const useParameterValues = create<Values>()(
  persist<Values>(() => ({ values: {} }), {
    name: 'trailproof-sql-parameters',
    version: 1,
    storage: keptInBrowser(),
    partialize: keptHere('trailproof-sql-parameters'),
  }),
)
keepForNextStart(useParameterValues)

const valueIn = ({ values }: Values, { name, type }: Pick<Parameter, 'name' | 'type'>): ParameterValue =>
  (Object.hasOwn(values, name) ? values[name] : undefined) ?? { type, text: '' }

/** What was filled in last; an empty one where that is nothing. */
export const parameterValue = (parameter: Parameter): ParameterValue =>
  valueIn(useParameterValues.getState(), parameter)

export const useParameterValue = (parameter: Parameter): ParameterValue => {
  const held = useParameterValues()
  return valueIn(held, parameter)
}

/** As a saved query has them. */
export function setParameters(values: Readonly<Record<string, ParameterValue>>) {
  for (const [name, value] of Object.entries(values)) setParameter(name, value)
}

export const setParameter = (name: string, value: ParameterValue) =>
  useParameterValues.setState(({ values: { [name]: _, ...others } }) => ({
    values: Object.fromEntries([...Object.entries(others), [name, value] as const].slice(-keptValues)),
  }))
