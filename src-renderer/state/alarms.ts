import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import type { ReadAlarm } from '../../src-shared/contract/alarms.ts'
import type { AlarmSettings } from '../../src-shared/model/alarm.ts'
import { keepForNextStart, keptInBrowser } from './kept.ts'

/** An alarm that the user brought. */
export interface OwnAlarm extends ReadAlarm {
  readonly id: string
}

interface Alarms {
  readonly own: readonly OwnAlarm[]
  /** Settings that were changed by hand, by the id of the alarm. */
  readonly changed: Readonly<Record<string, AlarmSettings>>
}

/** Lives longer than the window. */
export const useAlarms = create<Alarms>()(
  persist<Alarms>(() => ({ own: [], changed: {} }), {
    name: 'trailproof-alarms',
    version: 1,
    storage: keptInBrowser(),
  }),
)
keepForNextStart(useAlarms)

export const keepAlarms = (alarms: readonly ReadAlarm[]) =>
  useAlarms.setState(({ own }) => ({
    own: [...own, ...alarms.map((alarm) => ({ ...alarm, id: crypto.randomUUID() }))],
  }))

export const forgetAlarm = (id: string) =>
  useAlarms.setState(({ own, changed: { [id]: _, ...changed } }) => ({
    own: own.filter((alarm) => alarm.id !== id),
    changed,
  }))

/** Null: as the alarm came. */
export const changeAlarm = (id: string, settings: AlarmSettings | null) =>
  useAlarms.setState(({ changed: { [id]: _, ...others } }) => ({
    changed: settings === null ? others : { ...others, [id]: settings },
  }))
