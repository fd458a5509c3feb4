import type { Anomaly } from '../../src-shared/contract/anomalies.ts'
import type { Finding } from '../../src-shared/contract/findings.ts'
import type { IncidentTable } from '../columns/incidents.ts'
import type { Lookups } from '../columns/lookups.ts'
import type { SessionTable } from '../columns/sessions.ts'
import type { Judged } from '../columns/snapshot.ts'
import type { Part } from '../store/parts.ts'

/** What the case comes to know after its files are judged, for a thread that answers SQL. */
export interface LaterTablesOf {
  /** Of all rules, once they have run. */
  readonly findings: () => Promise<readonly Finding[]>
  readonly sessions: Promise<SessionTable>
  /** As findings are related by now, once they are. */
  readonly incidents: () => Promise<IncidentTable>
  /** What was last filled in; null where nothing was. */
  readonly lookups: () => Lookups | null
  readonly anomalies: Promise<readonly Anomaly[]>
}

/** How a thread takes them. All but `addFiles` are asked for after it is built. */
interface Taking {
  readonly addFiles: (files: Judged['files']) => Promise<void>
  readonly chain: (sessions: SessionTable) => Promise<void>
  readonly enrich: (lookups: Lookups) => Promise<void>
  readonly addFindings: (findings: readonly Finding[]) => Promise<void>
  readonly relate: (incidents: IncidentTable) => Promise<void>
  readonly compare: (anomalies: readonly Anomaly[]) => Promise<void>
}

/** As a client of such a thread calls it. */
export interface TakingClient {
  call<N extends keyof Taking>(name: N, input: Parameters<Taking[N]>[0]): ReturnType<Taking[N]>
}

/** Fills in these parts where a query is the first to read them, and again where they have changed: most cases never need it. */
export function createLaterTables(client: TakingClient, of: LaterTablesOf) {
  const fillIn = {
    sessions: filledInTurn(() => of.sessions, (sessions) => client.call('chain', sessions)),
    lookups: filledInTurn(async () => of.lookups(), (lookups) => client.call('enrich', lookups)),
    findings: filledInTurn(of.findings, (findings) => client.call('addFindings', findings)),
    incidents: filledInTurn(of.incidents, (incidents) => client.call('relate', incidents)),
    anomalies: filledInTurn(() => of.anomalies, (anomalies) => client.call('compare', anomalies)),
  } // biome-ignore format: a table
  const names = Object.keys(fillIn) as (keyof typeof fillIn)[]
  return async (parts: ReadonlySet<Part>): Promise<void> => {
    for (const name of names) if (parts.has(name)) await fillIn[name]()
  }
}

/** Of what is known by now, what is not in the thread yet; one after the other, as others may ask meanwhile. */
function filledInTurn<T extends object>(latest: () => Promise<T | null>, fill: (value: T) => Promise<void>) {
  let isIn: T | null = null
  let turn: Promise<void> = Promise.resolve()
  return (): Promise<void> => {
    const filling = turn.then(async () => {
      const value = await latest()
      if (value === null || value === isIn) return
      await fill(value)
      isIn = value
    })
    // Who comes next tries anew what failed.
    turn = filling.catch(() => {})
    return filling
  }
}

/** A message holds a copy of all that is in it: one of very many files would be the most that a case ever takes. */
const filesAtOnce = 20_000

export async function addFilesTo(client: TakingClient, files: Judged['files']): Promise<void> {
  for (let from = 0; from < files.length; from += filesAtOnce)
    await client.call('addFiles', files.slice(from, from + filesAtOnce))
}
