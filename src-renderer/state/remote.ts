import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import type { RemoteEngine } from '../../src-shared/sql/ddl/ddl.ts'
import { keepForNextStart, keptInBrowser } from './kept.ts'

/** As typed; an empty field is what the engine's own configuration says. No secret is among them. */
export interface TypedConnections {
  readonly trino: { readonly server: string; readonly user: string; readonly catalog: string; readonly schema: string }
  readonly athena: {
    readonly workgroup: string
    readonly database: string
    readonly catalog: string
    readonly region: string
    readonly profile: string
    readonly outputLocation: string
    readonly endpoint: string
  }
  /** Of delivery, the first and the last. */
  readonly days: { readonly first: string; readonly last: string }
}

/** How Athena and Trino are reached. Lives longer than the window. */
export const useConnections = create<TypedConnections>()(
  persist<TypedConnections>(
    () => ({
      trino: { server: '', user: '', catalog: '', schema: '' },
      athena: { workgroup: '', database: '', catalog: '', region: '', profile: '', outputLocation: '', endpoint: '' },
      days: { first: '', last: '' },
    }),
    { name: 'trailproof-sql-connections', version: 1, storage: keptInBrowser() },
  ),
)
keepForNextStart(useConnections)

export const setConnection = <E extends RemoteEngine>(engine: E, typed: TypedConnections[E]) =>
  useConnections.setState({ [engine]: typed })

export const setDays = (days: TypedConnections['days']) => useConnections.setState({ days })
