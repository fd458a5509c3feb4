import type { Incident } from '../../src-shared/contract/incidents.ts'

/** The incidents of a case, the first to look at first. Made by src-main/analysis/incidents/. The array is shared. */
export interface IncidentTable {
  readonly incidents: readonly Incident[]
  /** Of each event, an index into `names`; 0 where it belongs to none. */
  readonly incident: Uint32Array
  /** '' and the id of each incident. */
  readonly names: readonly string[]
}

/** The events of incidents, ascending: index `i` of `incident` and `event` is one event of one incident. */
export function incidentEvents({ incident: of }: IncidentTable) {
  const event = Uint32Array.from(of.keys()).filter((row) => of[row] !== 0)
  return { incident: event.map((row) => of[row]!), event }
}

/** In order of time, each once. */
export const tacticsOf = ({ steps }: Incident): readonly string[] => [
  ...new Set(steps.flatMap(({ tactics }) => tactics)),
]

export const roundedScore = ({ score: { severity, rarity, sequence, proof } }: Incident): number =>
  Math.round(severity * rarity * sequence * proof)
