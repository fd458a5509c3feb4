import { anomalyKinds, baselineLevels } from '../../src-shared/model/anomaly.ts'
import { absenceKinds } from '../../src-shared/model/explanation.ts'
import { ledgerStates } from '../../src-shared/model/ledger.ts'
import { sessionJoins, sessionKinds, sessionStarts } from '../../src-shared/model/session.ts'
import { severities } from '../../src-shared/model/severity.ts'
import { type Column, generated, plain, read } from './schema-column.ts'

/*
 * Columns of the tables that are known later than the events: they tell what the verdicts, the chains of sessions and
 * the rules come to.
 */

export const coverage: readonly Column[] = [
  generated('account', 'TEXT', 'coverage_account', 'Account whose log files are meant.'),
  generated('region', 'TEXT', 'coverage_region', 'Region whose log files are meant.'),
  generated('trail', 'TEXT', 'coverage_trail', 'Name of the trail; empty for log files in the place of no chain.'),
  generated('kind', 'TEXT', 'coverage_kind', 'standard, backfill (digests made later), or none (no digests).'),
  generated('hour', 'TEXT', 'coverage_hour', 'Start of the hour of delivery, ISO 8601 text, UTC. Events happened some time before.'),
  generated('state', 'TEXT', 'coverage_state', `The worst that is known of the hour, best first: ${ledgerStates.join(', ')}.`),
  generated('digest', 'TEXT', 'coverage_digest', 'The digest that covers most of the hour, as in files.uri; NULL without any.'),
  generated('logs', 'INTEGER', 'coverage_logs', 'Log files delivered in the hour, missing ones included.'),
  generated('events', 'INTEGER', 'coverage_events', 'Events in the log files delivered in the hour.'),
] // biome-ignore format: a table

export const absences: readonly Column[] = [
  read('kind', 'TEXT', 'absence_kind', `What it is, spans of time first: ${absenceKinds.join(', ')}.`),
  read('meaning', 'TEXT', 'absence_meaning', 'What that means, a sentence.'),
  read('account', 'TEXT', 'absence_account', 'Account that it concerns.'),
  read('region', 'TEXT', 'absence_region', 'Region that it concerns.'),
  read('trail', 'TEXT', 'absence_trail', 'Name of the trail; empty where no digest tells it.'),
  read('startTime', 'TEXT', 'absence_start', 'Start of the time of delivery, ISO 8601 text, UTC.'),
  read('endTime', 'TEXT', 'absence_end', 'End of that time; NULL for a log file, which has a moment of delivery.'),
  read('uri', 'TEXT', 'absence_uri', 'The digest or log file, as in files.uri; NULL for a span of time.'),
] // biome-ignore format: a table

export const sessions: readonly Column[] = [
  plain('id', 'INTEGER', 'id', 'Number of the session, from 1.'),
  generated('session', 'TEXT', 'session_name', 'Its name, as in events.session: its access key, or principal and creation date.'),
  read('kind', 'TEXT', 'session_kind', `How its credentials were made: ${sessionKinds.join(', ')}.`),
  read('origin', 'TEXT', 'session_origin', 'The human or workload at the start of its chain; NULL where the case does not tell it.'),
  read('principal', 'TEXT', 'session_principal', 'ARN of the principal that its events name, or of the session that was issued.'),
  read('role', 'TEXT', 'session_role', 'ARN of the role, where its credentials are those of one.'),
  read('account', 'TEXT', 'session_account', 'Account of the principal.'),
  read('start', 'TEXT', 'session_start', `What is known of what came before: ${sessionStarts.join(', ')}.`),
  read('parent', 'TEXT', 'session_parent', 'The session that issued its credentials; NULL where it is not known.'),
  read('issuedBy', 'INTEGER', 'session_issuedBy', 'events.id of the call that issued its credentials; NULL where it is not in the case.'),
  read('firstSeen', 'TEXT', 'session_firstSeen', 'eventTime of its first event, ISO 8601 text, UTC; NULL without one.'),
  read('lastSeen', 'TEXT', 'session_lastSeen', 'eventTime of its last event.'),
  read('events', 'INTEGER', 'session_events', 'Its events.'),
  read('errors', 'INTEGER', 'session_errors', 'Those of its events whose call failed.'),
  read('writes', 'INTEGER', 'session_writes', 'Those of its events that do not only read.'),
  read('issued', 'INTEGER', 'session_issued', 'How many sessions it issued credentials for.'),
] // biome-ignore format: a table

export const sessionHops: readonly Column[] = [
  generated('session', 'TEXT', 'hop_session', 'The session that was issued, as in sessions.session.'),
  generated('parent', 'TEXT', 'hop_parent', 'The session whose call issued it.'),
  generated('event', 'INTEGER', 'hop_event', 'events.id of that call.'),
  read('joinedBy', 'TEXT', 'hop_join', `What joins the two: ${sessionJoins.filter((join) => join !== 'none').join(', ')}.`),
  read('parentAccount', 'TEXT', 'hop_parentAccount', 'Account of the principal whose call it was.'),
  read('account', 'TEXT', 'hop_account', 'Account of the principal whose credentials were issued.'),
  read('eventTime', 'TEXT', 'hop_time', 'eventTime of the call, ISO 8601 text, UTC.'),
] // biome-ignore format: a table

export const findings: readonly Column[] = [
  plain('id', 'INTEGER', 'id', 'Number of the finding, from 1, those of the gravest rules first; finding_events.finding points here.'),
  read('name', 'TEXT', 'finding_name', 'The rule and what the finding is about: the id of `trailproof findings --json`, the same whenever the same files are opened.'),
  read('rule', 'TEXT', 'finding_rule', 'The rule that found it.'),
  read('title', 'TEXT', 'finding_title', 'What the rule looks for.'),
  read('severity', 'TEXT', 'finding_severity', `How grave it would be: ${severities.join(', ')}.`),
  read('sentence', 'TEXT', 'finding_sentence', 'What was seen, with its numbers.'),
  read('why', 'TEXT', 'finding_why', 'Why the rule looks for it, and whose rule it is.'),
  read('benignCauses', 'TEXT', 'finding_benignCauses', 'What else it may be.'),
  read('firstSeen', 'TEXT', 'finding_firstSeen', 'eventTime of its first event, ISO 8601 text, UTC; NULL where no event has a time.'),
  read('lastSeen', 'TEXT', 'finding_lastSeen', 'eventTime of its last event.'),
  read('events', 'INTEGER', 'finding_events', 'How many events are behind it.'),
  read('listed', 'INTEGER', 'finding_listed', 'How many of these are in finding_events: fewer than events only where that is full or the rule stopped.'),
  read('filter', 'TEXT', 'finding_filter', 'The filter that shows its events; empty for every event.'),
  read('isRest', 'INTEGER', 'finding_isRest', '1 when it counts together what has no finding of its own, else 0.'),
  read('hasFailed', 'INTEGER', 'finding_hasFailed', '1 when the rule stopped, and what it would have found is not known, else 0.'),
] // biome-ignore format: a table

export const incidents: readonly Column[] = [
  plain('id', 'INTEGER', 'id', 'Number of the incident, from 1, the first to look at first; incident_events.incident points here.'),
  read('name', 'TEXT', 'incident_name', 'Who, and when it began: the value of `incident` in filters.'),
  read('severity', 'TEXT', 'incident_severity', `Of the gravest of its findings: ${severities.join(', ')}.`),
  read('score', 'INTEGER', 'incident_score', 'What its place rests on: severity × rarity × sequence × proof, rounded.'),
  read('firstSeen', 'TEXT', 'incident_firstSeen', 'eventTime of its first event, ISO 8601 text, UTC; NULL where no event has a time.'),
  read('lastSeen', 'TEXT', 'incident_lastSeen', 'eventTime of its last event.'),
  read('actors', 'TEXT', 'incident_actors', 'Where chains of sessions begin, or principals, as a JSON array; the one with most events first.'),
  read('addresses', 'TEXT', 'incident_addresses', 'Source addresses, as a JSON array; the one with most events first.'),
  read('tactics', 'TEXT', 'incident_tactics', 'Tactics of MITRE ATT&CK in order of time, each once, as a JSON array.'),
  read('findings', 'TEXT', 'incident_findings', 'Its findings in order of time, as findings.name, as a JSON array. Those of Sigma rules of the user are not in findings.'),
  read('paragraph', 'TEXT', 'incident_paragraph', 'What was seen, in sentences.'),
  read('events', 'INTEGER', 'incident_events', 'How many events it has.'),
  read('proven', 'INTEGER', 'incident_proven', 'Of these, events in verified log files.'),
] // biome-ignore format: a table

export const anomalies: readonly Column[] = [
  plain('id', 'INTEGER', 'id', 'Number of the anomaly, from 1, the least likely first.'),
  read('kind', 'TEXT', 'anomaly_kind', `What is counted: ${anomalyKinds.join(', ')}.`),
  read('title', 'TEXT', 'anomaly_title', 'Of what there is unusually much, as the section Findings says it.'),
  read('account', 'TEXT', 'anomaly_account', 'recipientAccountId of its events; NULL where it is of a principal, as the next four.'),
  read('region', 'TEXT', 'anomaly_region', 'awsRegion of its events.'),
  read('eventSource', 'TEXT', 'anomaly_eventSource', 'eventSource of its events.'),
  read('eventName', 'TEXT', 'anomaly_eventName', 'eventName of its events.'),
  read('errorCode', 'TEXT', 'anomaly_errorCode', 'errorCode of its events, where errors are counted.'),
  read('principal', 'TEXT', 'anomaly_principal', 'Where the chain of sessions begins, or the principal; NULL where it is of an operation.'),
  read('beginTime', 'TEXT', 'anomaly_beginTime', 'When its first span begins, ISO 8601 text, UTC.'),
  read('endTime', 'TEXT', 'anomaly_endTime', 'When its last span ends.'),
  read('events', 'INTEGER', 'anomaly_events', 'How many events it has.'),
  read('proven', 'INTEGER', 'anomaly_proven', 'Of these, events in verified log files.'),
  read('expected', 'INTEGER', 'anomaly_expected', 'How many were expected, rounded.'),
  read('low', 'INTEGER', 'anomaly_low', 'The fewest that are usual.'),
  read('high', 'INTEGER', 'anomaly_high', 'The most that are usual.'),
  read('score', 'INTEGER', 'anomaly_score', 'The chance of so many is 1 in 10 to this power, rounded.'),
  read('baseline', 'TEXT', 'anomaly_baseline', `What it is compared with: ${baselineLevels.join(', ')}.`),
  read('history', 'INTEGER', 'anomaly_history', 'How many earlier spans that rests on.'),
  read('learnedFrom', 'TEXT', 'anomaly_learnedFrom', 'Which log files tell what is usual: verified, or all where none is verified.'),
  read('filter', 'TEXT', 'anomaly_filter', 'The filter that shows its events, as text.'),
] // biome-ignore format: a table

export const incidentEvents: readonly Column[] = [
  generated('incident', 'INTEGER', 'incident_event_incident', 'incidents.id of the incident.'),
  generated('event', 'INTEGER', 'incident_event_event', 'events.id of an event of it. An event has one incident at most.'),
] // biome-ignore format: a table

export const findingEvents: readonly Column[] = [
  generated('finding', 'INTEGER', 'finding_event_finding', 'findings.id of the finding.'),
  generated('event', 'INTEGER', 'finding_event_event', 'events.id of an event behind it.'),
] // biome-ignore format: a table
