import { columnsAsked, layersAsked, pathsAsked } from '../filter/asks.ts'
import { isRecordPath, type ValueColumn } from '../filter/columns.ts'
import type { Filter } from '../filter/model.ts'
import type { RecordPath } from '../filter/record-path.ts'
import type { Layer } from '../model/layer.ts'
import type { Call } from './call.ts'
import type { EventMark } from './event-mark.ts'
import { type CallName, calls, type In } from './index.ts'

/*
 * Apart from the contract itself: who hands calls on, as the preload does, needs neither columns nor filters.
 */

/** The layers of the case that the answer to this question is made from. */
export function layersNeeded<N extends CallName>(name: N, input: In<N>): readonly Layer[] {
  const call: Call = calls[name]
  if (call.answeredBy === 'host') return []
  return call.needs === 'as-asked' ? [...layersOfQuestion(input as Question), ...(call.alsoNeeds ?? [])] : call.needs
}

/** The values of records, by their paths, that the answer to this question is made from. */
export function pathsNeeded<N extends CallName>(name: N, input: In<N>): readonly RecordPath[] {
  const call: Call = calls[name]
  if (call.answeredBy === 'host' || call.needs !== 'as-asked') return []
  const { filter, column, sort } = input as Question
  const named = [column, sort?.column].filter((name) => name !== undefined && isRecordPath(name))
  return [...new Set([...pathsAsked(filter), ...named])]
}

interface Question {
  readonly filter: Filter
  readonly column?: ValueColumn | undefined
  readonly sort?: { readonly column: ValueColumn }
  readonly mark?: EventMark
}

/** A question about events needs what decides which events, which values or in which order. */
export function layersOfQuestion({ filter, column, sort, mark }: Question): readonly Layer[] {
  const marked = mark === 'unproven' ? ('logVerdict' as const) : undefined
  const named = [column, sort?.column, marked].filter((name) => name !== undefined)
  const asked = layersAsked([...columnsAsked(filter), ...named])
  return mark === 'finding' ? [...asked, 'findings'] : asked
}
