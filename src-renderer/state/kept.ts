import { createJSONStorage } from 'zustand/middleware'
import { invoke } from '../bridge.ts'

/*
 * What outlives the window lies in localStorage, where it is there at once, and with the host: a browser keeps
 * localStorage by address, and the browser host has another port at every start. It is pleasant to have again and no loss
 * without: a full or forbidden storage keeps nothing, and says nothing.
 */

/** Nothing is told to the host before its own settings were taken, else those of a fresh window would replace them. */
let isTaken = false
const changed = new Map<string, string>()
let isDue = false

/** A drag of a pane's edge changes its size many times in a second. */
const settleMs = 400

export const keptInBrowser = <T>() =>
  createJSONStorage<T>(() => ({
    getItem: (name) => localStorage.getItem(name),
    removeItem: (name) => localStorage.removeItem(name),
    setItem: (name, value) => {
      keepHere(name, value)
      if (isTaken) tellHost(name, value)
    },
  }))

function keepHere(name: string, value: string) {
  try {
    localStorage.setItem(name, value)
  } catch {
    // The quota, or a browser that allows no storage at all.
  }
}

function tellHost(name: string, value: string) {
  changed.set(name, value)
  if (isDue) return
  isDue = true
  setTimeout(tellNow, settleMs)
}

function tellNow() {
  isDue = false
  for (const [name, value] of changed) void invoke('keepSetting', { name, value })
  changed.clear()
}

// A page that is reloaded at once would find the settings that the host had before.
globalThis.addEventListener?.('pagehide', tellNow)

/** A store of zustand that persists in the storage above. */
interface KeptStore {
  readonly persist: {
    getOptions(): { readonly name?: string | undefined }
    rehydrate(): Promise<void> | void
  }
}
const stores = new Set<KeptStore>()

/** A store that is there before the host has said what windows before this one kept. */
export const keepForNextStart = (store: KeptStore) => void stores.add(store)

/** By the name of a store, what the machine has of it while the open case has its own in a case file. */
const ofMachine = new Map<string, object>()

/** What is kept on this machine of a store, for `partialize`: nothing that is of a case. */
export const keptHere =
  (name: string) =>
  <S extends object>(state: S): S => ({ ...state, ...ofMachine.get(name) })

/** A store whose `part` may be of the open case. */
interface LentStore<S> extends KeptStore {
  getState(): S
  setState(part: Partial<S>): void
}

/** From now on `part` of the store is of the case; the machine keeps what it has. Returns what gives it back. */
export function lend<S extends object>(store: LentStore<S>, part: readonly (keyof S)[]): () => void {
  const { name = '' } = store.persist.getOptions()
  const state = store.getState()
  const before = Object.fromEntries(part.map((key) => [key, state[key]])) as Partial<S>
  ofMachine.set(name, before)
  return () => {
    ofMachine.delete(name)
    store.setState(before)
  }
}

/** Once, when the host has said what windows before this one kept: these settings take the place of those here. */
export function takeSettings(settings: Readonly<Record<string, string>>) {
  if (isTaken) return
  isTaken = true
  for (const { persist } of stores) {
    const { name = '' } = persist.getOptions()
    const [kept, here] = [settings[name], localStorage.getItem(name)]
    if (kept === undefined && here !== null) tellHost(name, here)
  }
  for (const [name, value] of Object.entries(settings)) {
    if (value === localStorage.getItem(name)) continue
    keepHere(name, value)
    for (const { persist } of stores) if (persist.getOptions().name === name) void persist.rehydrate()
  }
}
