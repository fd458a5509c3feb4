import { create } from 'zustand'
import { invoke } from '../bridge.ts'
import { askAgain, useCase } from './case.ts'
import { useFilter } from './filter.ts'

/** Whether the dialog that shows the examiner log of the case is shown. */
export const useExaminerLog = create<{ readonly shown: boolean }>(() => ({ shown: false }))

export const showExaminerLog = () => useExaminerLog.setState({ shown: true })
export const hideExaminerLog = () => useExaminerLog.setState({ shown: false })

/** Lines that are written from now on have this name; an empty one: that of the account. */
export async function nameExaminer(name: string) {
  const answer = await invoke('nameExaminer', { name })
  if (answer.ok) askAgain()
}

/** Tells the host which filter is shown, for the log. Returns what ends it. */
export const recordFilters = (): (() => void) =>
  useFilter.subscribe(({ filter }, before) => {
    if (filter !== before.filter && useCase.getState().summary !== null) void invoke('filterShown', { filter })
  })
