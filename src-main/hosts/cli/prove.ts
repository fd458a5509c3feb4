import { formatUtc, type UtcMs } from '../../../src-shared/base/time.ts'
import { filterOf } from '../../../src-shared/filter/model.ts'
import type { EventProof, ProofLink, ProofOutcome } from '../../../src-shared/model/proof.ts'
import { copiesToldSentence } from '../../../src-shared/words/copies.ts'
import type { Engine } from '../../engine/engine.ts'
import { readArguments, readTrust, trustOptions } from './arguments.ts'
import { sayUsage } from './help.ts'
import { type CommandIo, exitCode, type StartEngine } from './io.ts'
import { sayTrouble, withCase } from './io-case.ts'

/** Reads all files below the paths anew, finds the event in them and says how it is proven, link by link. */
export async function runProve(args: readonly string[], io: CommandIo, startEngine: StartEngine): Promise<number> {
  const read = readArguments(args, { ...trustOptions, json: { type: 'boolean' } })
  if (!read.ok) return sayUsage(io, 'prove', read.message)
  const { values, positionals } = read.value
  const [eventID, ...folders] = positionals
  if (eventID === undefined) return sayUsage(io, 'prove', 'An event ID is needed')
  if (folders.length === 0) return sayUsage(io, 'prove', 'A folder or a file is needed')

  const trust = readTrust(values)
  if (!trust.ok) return sayUsage(io, 'prove', trust.message)
  const use = async (engine: Engine) => {
    const row = await findEvent(engine, eventID)
    if (row === null) {
      return sayTrouble(io, 'prove', `there is no event ${eventID} in these files`, exitCode.noInput)
    }
    const proof = await engine.eventProof({ row })
    if (!proof.ok) return sayTrouble(io, 'prove', proof.message, exitCode.unproven)
    if (values.json) await io.out.data(renderProofJson(proof.value))
    else await io.out.say(renderProof(proof.value))
    return proofExitCode[proof.value.outcome]
  }
  return withCase('prove', { folders, trust: trust.value }, io, startEngine, use)
}

const proofExitCode: Readonly<Record<ProofOutcome, number>> = {
  proven: exitCode.done,
  consistent: exitCode.unproven,
  disproved: exitCode.bad,
  'not-provable': exitCode.unproven,
}

/** Records of one event ID are one event, however many there are. */
async function findEvent(engine: Engine, eventID: string): Promise<number | null> {
  const page = await engine.events({
    filter: filterOf([{ column: 'eventID', operator: 'is', values: [eventID] }]),
    sort: { column: 'eventTime', descending: false },
    columns: [],
    offset: 0,
    limit: 1,
  })
  if (!page.ok) throw new Error(page.message)
  return page.value.lines[0]?.row ?? null
}

/** Its schema is resources/event-proof.schema.json, and `version` changes with it. Times are ISO 8601. */
export function renderProofJson(proof: EventProof): string {
  return `${JSON.stringify({ format: 'trailproof-event-proof', version: 1, ...proof }, withTimes, 2)}\n`
}

const times = ['from', 'until', 'validFrom', 'validUntil']
const withTimes = (name: string, value: unknown) =>
  times.includes(name) && typeof value === 'number' ? formatUtc(value as UtcMs) : value

const marks = { holds: 'holds  ', fails: 'FAILS  ', unknown: 'unknown' } as const
const headings: Readonly<Record<ProofLink['kind'], string>> = {
  record: 'record',
  'log-file': 'log file',
  'digest-entry': 'digest entry',
  'hash-link': 'hash link',
  signature: 'signature',
  key: 'public key',
}

export function renderProof({ eventID, conclusion, copies, copiesTotal, conflicting }: EventProof): readonly string[] {
  const lines = [`Event ${eventID ?? 'without an ID'}`]
  copies.forEach(({ links, conclusion }, number) => {
    if (copiesTotal > 1) lines.push('', `Record ${number + 1} of ${copiesTotal}`)
    for (const link of links) {
      lines.push('', `${marks[link.holds]}  ${headings[link.kind]}: ${link.sentence}`)
      for (const [name, value] of factsOf(link)) if (value !== null) lines.push(`         ${name.padEnd(12)} ${value}`)
    }
    if (copiesTotal > 1) lines.push('', conclusion)
  })
  if (copies.length < copiesTotal) lines.push('', copiesToldSentence(copies.length, copiesTotal))
  if (conflicting) lines.push('', 'The records of this event differ in content.')
  return [...lines, '', conclusion]
}

type Facts = readonly (readonly [string, string | null])[]

function factsOf(link: ProofLink): Facts {
  switch (link.kind) {
    case 'record':
      return [['file', link.path]]
    case 'log-file':
      return [['file', link.path], ['place', link.uri], ['sha256', link.sha256]]
    case 'digest-entry':
      return [
        ['digest', link.digest],
        ['file', link.path],
        ['window', link.window === null ? null : `${formatUtc(link.window.from)} to ${formatUtc(link.window.until)}`],
        ['states', link.statedSha256],
      ]
    case 'hash-link':
      return [['digest', link.digest], ['sha256', link.sha256], ['next digest', link.nextDigest], ['states', link.statedSha256]]
    case 'signature':
      return [
        ['digest', link.digest],
        ['file', link.path],
        ['sha256', link.sha256],
        ['held by', link.heldBy],
        ['signature', link.signature],
      ]
    case 'key':
      return [
        ['fingerprint', link.fingerprint],
        ['from', link.sources.join(', ') || null],
        ['valid', `${timeOr(link.validFrom)} to ${timeOr(link.validUntil)}`],
      ]
  }
} // biome-ignore format: facts in rows

const timeOr = (time: UtcMs | null) => (time === null ? 'unknown' : formatUtc(time))
