import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import { utc, type Zone, zoneOf } from '../../src-shared/base/zone.ts'
import { keepForNextStart, keptHere, keptInBrowser } from './kept.ts'

interface ZoneState {
  /** `UTC`, or a name of the IANA time zone database. */
  readonly name: string
}

/** The zone that the window shows times in. Lives longer than the window; UTC until the analyst chooses another. */
export const useZoneName = create<ZoneState>()(
  persist<ZoneState>(() => ({ name: 'UTC' }), {
    name: 'trailproof-zone',
    version: 1,
    storage: keptInBrowser(),
    partialize: keptHere('trailproof-zone'),
  }),
)
keepForNextStart(useZoneName)

/** UTC where a name that was kept is not known here. */
export const useZone = (): Zone => useZoneName((state) => zoneOf(state.name) ?? utc)

export const chooseZone = (name: string) => useZoneName.setState({ name })

/** The zone of the computer's clock. It is offered, and never taken by itself. */
export const computersZone = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone
