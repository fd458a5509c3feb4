import type { Incident } from '../../src-shared/contract/incidents.ts'
import { type IncidentTable, incidentEvents, roundedScore, tacticsOf } from '../columns/incidents.ts'
import type { ColumnMaker } from './column-functions.ts'
import type { RowFunction } from './functions.ts'
import type { Addition } from './sql-database.ts'

/** The tables incidents and incident_events. */
export function incidentColumns(make: ColumnMaker, table: IncidentTable): Addition {
  const { incidents, names } = table
  const { incident, event } = incidentEvents(table)
  // The table of incidents is in the order of the list; events name them as they were made.
  const placeOf = new Map(incidents.map(({ id }, place) => [id, place + 1]))
  const texts = (of: (incident: Incident) => string): RowFunction => make.texts(incidents.map(of))
  const time = (of: (incident: Incident) => number | null): RowFunction =>
    make.time({ type: 'time', values: Float64Array.from(incidents, (each) => of(each) ?? Number.NaN) })
  const functions = new Map<string, RowFunction>([
    ['incident_name', texts(({ id }) => id)],
    ['incident_severity', make.coded(incidents.map(({ severity }) => severity))],
    ['incident_score', make.integer(incidents.map(roundedScore))],
    ['incident_firstSeen', time(({ firstSeen }) => firstSeen)],
    ['incident_lastSeen', time(({ lastSeen }) => lastSeen)],
    ['incident_actors', texts(({ actors }) => JSON.stringify(actors))],
    ['incident_addresses', texts(({ addresses }) => JSON.stringify(addresses))],
    ['incident_tactics', texts((each) => JSON.stringify(tacticsOf(each)))],
    ['incident_findings', texts(({ steps }) => JSON.stringify(steps.map(({ finding }) => finding)))],
    ['incident_paragraph', texts(({ paragraph }) => paragraph)],
    ['incident_events', make.integer(incidents.map(({ events }) => events))],
    ['incident_proven', make.integer(incidents.map(({ proven }) => proven))],
    ['incident_event_incident', make.integer(incident.map((number) => placeOf.get(names[number]!)!))],
    ['incident_event_event', make.integer(event, 1)],
  ])
  return { functions, tables: { incident: incidents.length, incident_event: event.length } }
}
