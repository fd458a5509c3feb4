import { resolve } from 'node:path'
import { printable } from '../../../src-shared/base/printable.ts'
import { type Failure, fail, ok, type Result } from '../../../src-shared/base/result.ts'
import { formatUtc, type UtcMs } from '../../../src-shared/base/time.ts'
import { filterOf } from '../../../src-shared/filter/model.ts'
import { areEventsConfirmed } from '../../../src-shared/model/case-file.ts'
import type { EventLine, Row } from '../../../src-shared/model/event.ts'
import type { EventProof, ProofLink, ProofOutcome } from '../../../src-shared/model/proof.ts'
import { memberMark } from '../../../src-shared/model/source.ts'
import { copiesToldSentence, moreEventsSentence, severalEventsSentence } from '../../../src-shared/words/copies.ts'
import { linkFacts, linkMark, linkWords } from '../../../src-shared/words/proofs.ts'
import { bash } from '../../../src-shared/words/shell.ts'
import type { Engine } from '../../engine/engine.ts'
import { readArguments, readInteger, readTrust, trustOptions } from './arguments.ts'
import { sayUsage } from './help.ts'
import { type CommandIo, exitCode, type StartEngine } from './io.ts'
import { type Evidence, sayTrouble, withCase } from './io-case.ts'

/** Reads all files below the paths anew, finds the event in them and says how it is proven, link by link. */
export async function runProve(args: readonly string[], io: CommandIo, startEngine: StartEngine): Promise<number> {
  const read = readProve(args)
  if (!read.ok) return sayUsage(io, 'prove', read.message)
  const { event, from, json } = read.value

  return withCase('prove', read.value, io, startEngine, async (engine) => {
    const found = await findEvent(engine, event)
    if (!found.ok) return sayTrouble(io, 'prove', found.message, notFoundCode[found.code], ...found.events)
    const proof = await engine.eventProof({ row: found.value, offset: from - 1, limit: copiesAtOnce })
    if (!proof.ok) return sayTrouble(io, 'prove', proof.message, exitCode.unproven)
    if (json) await io.out.data(renderProofJson(proof.value))
    else await io.out.say(renderProof(proof.value))
    const code = proofExitCode[proof.value.outcome]
    return code === exitCode.done && !areEventsConfirmed(engine.summary()?.caseFile) ? exitCode.unproven : code
  })
}

/** What an event is called. Records are counted from 0. */
type EventName = { readonly eventID: string } | { readonly path: string; readonly record: number }

interface ProveArguments extends Evidence {
  readonly event: EventName
  /** The number of the first record of the event that is told, from 1. */
  readonly from: number
  readonly json: boolean
}

const mostRecords = 2 ** 32

function readProve(args: readonly string[]): Result<ProveArguments, 'usage'> {
  const read = readArguments(args, {
    ...trustOptions,
    file: { type: 'string' },
    record: { type: 'string' },
    'from-copy': { type: 'string', default: '1' },
    json: { type: 'boolean' },
  })
  if (!read.ok) return read
  const { values, positionals } = read.value
  if ((values.file === undefined) !== (values.record === undefined))
    return fail('usage', '--file and --record go together: they name one record')
  const isNamedByPlace = values.file !== undefined && values.record !== undefined
  const [eventID, ...others] = positionals
  if (eventID === undefined && !isNamedByPlace) return fail('usage', 'An event ID is needed, or --file and --record')
  const folders = isNamedByPlace ? positionals : others
  if (folders.length === 0) return fail('usage', 'A folder or a file is needed')
  const record = readInteger('record', values.record ?? '1', 1, mostRecords)
  if (!record.ok) return record
  const from = readInteger('from-copy', values['from-copy'], 1, mostRecords)
  if (!from.ok) return from
  const trust = readTrust(values)
  if (!trust.ok) return trust
  const event = isNamedByPlace
    ? { path: resolvedSource(values.file!), record: record.value - 1 }
    : { eventID: eventID! }
  return ok({ folders, trust: trust.value, event, from: from.value, json: values.json ?? false })
}

/** The path of a file, or of a member of an archive as it is told: `logs.zip › AWSLogs/…`. */
function resolvedSource(text: string): string {
  const [path = '', ...members] = text.split(memberMark)
  return [resolve(path), ...members].join(memberMark)
}

const copiesAtOnce = 50

const proofExitCode: Readonly<Record<ProofOutcome, number>> = {
  proven: exitCode.done,
  consistent: exitCode.unproven,
  disproved: exitCode.bad,
  'not-provable': exitCode.unproven,
}

interface NotFound extends Failure<'none' | 'several'> {
  /** The events that the name may mean, a line each. */
  readonly events: readonly string[]
}

const notFoundCode = { none: exitCode.noInput, several: exitCode.usage } as const

const eventsListed = 100

/** An eventID that is a UUID names one event, however many records it has. A masked one may stand in many events. */
async function findEvent(engine: Engine, event: EventName): Promise<NotFound | { readonly ok: true; value: Row }> {
  if ('path' in event) {
    const found = await engine.eventAt(event)
    return found.ok ? found : { ...fail('none', found.message), events: [] }
  }
  const { eventID } = event
  const page = await engine.events({
    filter: filterOf([{ column: 'eventID', operator: 'is', values: [eventID] }]),
    sort: { column: 'eventTime', descending: false },
    columns: ['eventTime', 'eventName'],
    offset: 0,
    limit: eventsListed,
  })
  if (!page.ok) throw new Error(page.message)
  const { total, lines } = page.value
  const [only] = lines
  if (only === undefined) return { ...fail('none', `there is no event ${eventID} in these files`), events: [] }
  if (total === 1) return ok(only.row)
  const events = await Promise.all(lines.map((line) => namedByPlace(engine, line)))
  const more = total - lines.length
  return {
    ...fail('several', severalEventsSentence(eventID, total)),
    events: more === 0 ? events : [...events, moreEventsSentence(more)],
  }
}

/** The options that name the event, then what it is. */
async function namedByPlace(engine: Engine, { row, values }: EventLine): Promise<string> {
  const page = await engine.eventCopies({ row, offset: 0, limit: 1 })
  if (!page.ok) throw new Error(page.message)
  const [{ file, index } = { file: '', index: 0 }] = page.value.copies
  const time = typeof values.eventTime === 'number' ? formatUtc(values.eventTime as UtcMs) : 'without a time'
  return `  --file ${bash.quoted(file)} --record ${index + 1}\t${time} ${printable(String(values.eventName))}`
}

/** Its schema is resources/event-proof.schema.json, and `version` changes with it. Times are ISO 8601. */
export function renderProofJson(proof: EventProof): string {
  return `${JSON.stringify({ format: 'trailproof-event-proof', version: 1, ...proof }, withTimes, 2)}\n`
}

const times = ['from', 'until', 'validFrom', 'validUntil']
const withTimes = (name: string, value: unknown) =>
  times.includes(name) && typeof value === 'number' ? formatUtc(value as UtcMs) : value

const markOf = (link: ProofLink): string => (link.holds === 'fails' ? 'FAILS' : linkMark(link))

export function renderProof(proof: EventProof): readonly string[] {
  const { eventID, conclusion, copies, copiesBefore, copiesTotal, conflicting } = proof
  const lines = [`Event ${eventID ?? 'without an ID'}`]
  copies.forEach(({ links, conclusion }, number) => {
    if (copiesTotal > 1) lines.push('', `Record ${copiesBefore + number + 1} of ${copiesTotal}`)
    for (const link of links) {
      lines.push('', `${markOf(link).padEnd(8)} ${linkWords[link.kind].title}: ${link.sentence}`)
      for (const { name, text } of linkFacts(link)) if (text !== null) lines.push(`         ${name.padEnd(12)} ${text}`)
    }
    if (copiesTotal > 1) lines.push('', conclusion)
  })
  if (copies.length < copiesTotal)
    lines.push(
      '',
      `${copiesToldSentence(copies.length, copiesTotal, copiesBefore)} --from-copy N lists those from N on.`,
    )
  if (conflicting) lines.push('', 'The records of this event differ in content.')
  return [...lines, '', conclusion]
}
