import { create } from 'zustand'
import type { AnyFailure, SavedQuery } from '../../src-shared/contract/index.ts'
import { invoke } from '../bridge.ts'

interface Saved {
  /** Of the open case, by name. */
  readonly queries: readonly SavedQuery[]
  /** Why the last change was not made. */
  readonly failure: AnyFailure | null
}

/** What the host keeps, as it was last told. Lives as long as the case. */
export const useSaved = create<Saved>(() => ({ queries: [], failure: null }))

type Told = { readonly ok: true; readonly value: readonly SavedQuery[] } | AnyFailure

function take(answer: Told): boolean {
  useSaved.setState(answer.ok ? { queries: answer.value, failure: null } : { failure: answer })
  return answer.ok
}

export async function loadSaved() {
  const answer = await invoke('savedQueries', undefined)
  take(answer.ok || answer.code !== 'no-case' ? answer : { ok: true, value: [] })
}

/** Whether it is saved. */
export const saveQuery = async (query: Omit<SavedQuery, 'savedAt'>): Promise<boolean> =>
  take(await invoke('saveQuery', query))

export const forgetSaved = async (name: string): Promise<boolean> => take(await invoke('forgetQuery', { name }))
