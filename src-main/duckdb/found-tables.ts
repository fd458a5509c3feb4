import type { Anomaly } from '../../src-shared/contract/anomalies.ts'
import { formatFilter } from '../../src-shared/filter/text.ts'
import { anomalyTitle } from '../../src-shared/words/anomalies.ts'
import type { Found } from '../columns/found.ts'
import { type IncidentTable, incidentEvents, roundedScore, tacticsOf } from '../columns/incidents.ts'
import { certain, count, list, number, rowNumber, strings, time } from './case-columns.ts'

/** The tables findings and finding_events. */
export function foundTables({ findings, listed, finding, event }: Found) {
  const moment = (of: (found: Found['findings'][number]) => number | null) =>
    time(Float64Array.from(findings, (found) => of(found) ?? Number.NaN))
  const flag = (of: (found: Found['findings'][number]) => true | undefined) => () =>
    certain(Uint8Array.from(findings, (found) => (of(found) === true ? 1 : 0)))
  return {
    findings: {
      rows: findings.length,
      columns: {
        id: rowNumber,
        name: strings(findings.map(({ id }) => id)),
        rule: list(() => findings.map(({ rule }) => rule)),
        title: list(() => findings.map(({ title }) => title)),
        severity: list(() => findings.map(({ severity }) => severity)),
        sentence: strings(findings.map(({ sentence }) => sentence)),
        why: list(() => findings.map(({ why }) => why)),
        benignCauses: list(() => findings.map(({ benignCauses }) => benignCauses)),
        firstSeen: moment(({ firstSeen }) => firstSeen),
        lastSeen: moment(({ lastSeen }) => lastSeen),
        events: number((row) => findings[row]!.events),
        listed: count(listed),
        filter: strings(findings.map(({ filter }) => formatFilter(filter))),
        isRest: flag(({ isRest }) => isRest),
        hasFailed: flag(({ hasFailed }) => hasFailed),
      },
    },
    finding_events: { rows: finding.length, columns: { finding: count(finding, 1), event: count(event, 1) } },
  }
}

/** The tables incidents and incident_events. */
export function incidentTables(table: IncidentTable) {
  const { incidents, names } = table
  const texts = (of: (incident: IncidentTable['incidents'][number]) => string) => strings(incidents.map(of))
  const moment = (of: (incident: IncidentTable['incidents'][number]) => number | null) =>
    time(Float64Array.from(incidents, (each) => of(each) ?? Number.NaN))
  const { incident, event } = incidentEvents(table)
  const placeOf = new Map(incidents.map(({ id }, place) => [id, place + 1]))
  return {
    incidents: {
      rows: incidents.length,
      columns: {
        id: rowNumber,
        name: texts(({ id }) => id),
        severity: list(() => incidents.map(({ severity }) => severity)),
        score: number((row) => roundedScore(incidents[row]!)),
        firstSeen: moment(({ firstSeen }) => firstSeen),
        lastSeen: moment(({ lastSeen }) => lastSeen),
        actors: texts(({ actors }) => JSON.stringify(actors)),
        addresses: texts(({ addresses }) => JSON.stringify(addresses)),
        tactics: texts((each) => JSON.stringify(tacticsOf(each))),
        findings: texts(({ steps }) => JSON.stringify(steps.map(({ finding }) => finding))),
        paragraph: texts(({ paragraph }) => paragraph),
        events: number((row) => incidents[row]!.events),
        proven: number((row) => incidents[row]!.proven),
      },
    },
    incident_events: {
      rows: event.length,
      columns: { incident: number((row) => placeOf.get(names[incident[row]!]!)!), event: count(event, 1) },
    },
  }
}

/** The table anomalies. */
export function anomalyTables(anomalies: readonly Anomaly[]) {
  const texts = (of: (anomaly: Anomaly) => string | null) => strings(anomalies.map(of))
  const counted = (of: (anomaly: Anomaly) => number) => number((row) => of(anomalies[row]!))
  return {
    anomalies: {
      rows: anomalies.length,
      columns: {
        id: rowNumber,
        kind: list(() => anomalies.map(({ kind }) => kind)),
        title: texts(anomalyTitle),
        account: texts(({ account }) => account),
        region: texts(({ region }) => region),
        eventSource: texts(({ eventSource }) => eventSource),
        eventName: texts(({ eventName }) => eventName),
        errorCode: texts(({ errorCode }) => errorCode),
        principal: texts(({ principal }) => principal),
        beginTime: time(Float64Array.from(anomalies, ({ from }) => from)),
        endTime: time(Float64Array.from(anomalies, ({ until }) => until)),
        events: counted(({ events }) => events),
        proven: counted(({ proven }) => proven),
        expected: counted(({ expected }) => Math.round(expected)),
        low: counted(({ band }) => band.low),
        high: counted(({ band }) => band.high),
        score: counted(({ score }) => Math.round(score)),
        baseline: list(() => anomalies.map(({ baseline }) => baseline)),
        history: counted(({ history }) => history),
        learnedFrom: list(() => anomalies.map(({ learnedFrom }) => learnedFrom)),
        filter: texts(({ filter }) => formatFilter(filter)),
      },
    },
  }
}

export const noIncidents: IncidentTable = { incidents: [], incident: new Uint32Array(0), names: [''] }

export const nothingFound: Found = {
  findings: [],
  listed: new Uint32Array(0),
  finding: new Uint32Array(0),
  event: new Uint32Array(0),
}
