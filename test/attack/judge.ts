import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { runVerify } from '../../src-main/hosts/cli/verify.ts'
import type { Cell } from '../../src-shared/contract/index.ts'
import { parseFilter } from '../../src-shared/filter/text.ts'
import { verifyHere } from '../fixtures/case-room.ts'
import { type Engine, judgedSummary, open, valueIn } from '../fixtures/engine.ts'
import { aTerminal } from '../main/hosts/cli/a-terminal.ts'
import { type Attacked, ground, isUntouched, onlyAdded } from './attacked.ts'

/*
 * The second judge: what CloudTrail delivered, compared with what is answered. It knows the truth from the generator of
 * the trail, never from the product, and returns each answer that is false as a sentence.
 */

const { logs, digests } = ground.trail
const textOf = new Map(logs.flatMap(({ records }) => records.map((each) => [each.eventID!, JSON.stringify(each)])))
const nameOf = new Map(logs.flatMap(({ records }) => records.map((each) => [each.eventID!, String(each.eventName)])))
const genuineLogs = new Set(logs.map(({ sha256 }) => sha256))
const delivered = new Set([...genuineLogs, ...digests.map(({ content }) => hashOf(JSON.stringify(content)))])

/** False answers about the folder, as sentences: the first of them. */
export async function faultsOf(attack: Attacked, engine: Engine, keys: string): Promise<string[]> {
  const { job, summary } = await open(engine, attack.folder, keys)
  if (job.state !== 'done' || summary === null) return [`Opening ended as ${job.state}: ${job.message}`]
  const faults = [
    ...unbalanced(engine),
    ...(await falselyProven(attack, engine)),
    ...(await hidden(attack, engine)),
    ...(await falselyWhole(attack, keys)),
  ]
  return faults.slice(0, mostTold)
}

const mostTold = 5

function unbalanced(engine: Engine): string[] {
  const { records, events, duplicates, unparsed } = judgedSummary(engine)!
  return records === events + duplicates + unparsed
    ? []
    : [`${records} records are not ${events} events, ${duplicates} duplicates and ${unparsed} unparsed`]
}

/** An event is proven only if its very text lies in a file that has the hash of a log file that was delivered. */
async function falselyProven({ folder }: Attacked, engine: Engine): Promise<string[]> {
  const proven = await rows(engine, `SELECT eventID, record(id), file FROM events WHERE logVerdict = 'verified'`)
  return proven.flatMap(([eventID, text, file]) => {
    if (textOf.get(String(eventID)) !== text) return [`${eventID} is told as proven, and reads ${text}`]
    return genuineLogs.has(contentHash(join(folder, String(file)))) ? [] : [`${file} was not delivered, and is proven`]
  })
}

/** What was added to a whole trail takes no proven event away and changes none, wherever it is asked for. */
async function hidden(attack: Attacked, engine: Engine): Promise<string[]> {
  if (!onlyAdded(attack)) return []
  const told = new Map(
    (await rows(engine, 'SELECT eventID, record(id), logVerdict FROM events')).map(([id, ...rest]) => [id, rest]),
  )
  const lost = [...textOf].flatMap(([eventID, text]) => {
    const [shown, verdict] = told.get(eventID) ?? []
    return shown === text && verdict === 'verified' ? [] : [`${eventID} is proven, and told as ${verdict}: ${shown}`]
  })
  return [...lost, ...(await hiddenByFilters(engine))]
}

async function hiddenByFilters(engine: Engine): Promise<string[]> {
  const names = [...new Set(nameOf.values())]
  const faults: string[] = []
  for (const name of names) {
    const parsed = parseFilter(`eventName=${name} logVerdict=verified`)
    const filter = valueIn(parsed)
    const wanted = [...nameOf.values()].filter((each) => each === name).length
    const sort = { column: 'eventTime', descending: false } as const
    const page = valueIn(await engine.events({ filter, sort, columns: ['eventName'], offset: 0, limit: 1 }))
    const { total } = valueIn(await engine.histogram({ filter, range: null, maxBuckets: 10 }))
    const bars = total.reduce((sum, bar) => sum + bar, 0)
    if (page.total !== wanted || bars !== wanted)
      faults.push(`${wanted} events ${name} are proven; the grid has ${page.total}, the bars ${bars}`)
  }
  return faults
}

/** “Proven” and “nothing altered” are said of a folder only if all that was delivered is there as it was delivered. */
async function falselyWhole(attack: Attacked, keys: string): Promise<string[]> {
  const { io, kept } = aTerminal()
  const code = await runVerify(['--keys', keys, attack.folder], io, verifyHere, async () => {})
  const there = new Set([...attack.files.values()].map((bytes) => hashOf(bytes)))
  const isWhole = [...delivered].every((hash) => there.has(hash))
  const adds = attack.done.some(({ kind, name }) => kind === 'adds' && !pretendsNothing.has(name))
  const isAltered = [...ground.logs, ...ground.digests].some(
    (name) => attack.files.has(name) && !isUntouched(attack, name) && !delivered.has(hashOf(attack.files.get(name)!)),
  )
  const says = (sentence: string) => kept.out.includes(sentence)
  return [
    ...(code === 0 && !isWhole ? ['verify ends with 0, and something that was delivered is gone or altered'] : []),
    ...(code === 0 && adds ? ['verify ends with 0, and something was added that no digest lists'] : []),
    ...(says('Every digest and log file that was read is proven') && (!isWhole || adds)
      ? ['verify says that everything is proven']
      : []),
    ...(says('Nothing was found to be altered') && isAltered ? ['verify says that nothing was altered'] : []),
    ...(code === 70 ? [`verify ends with a defect: ${kept.err}`] : []),
  ]
}

/** Added, and no log file or digest: `verify` may pass it over. */
const pretendsNothing: ReadonlySet<string> = new Set(['a list with another key'])

const contentHash = (path: string): string => hashOf(readFileSync(path))

/** Over the inflated bytes; of bytes that do not inflate, over these. */
function hashOf(bytes: Buffer | string): string {
  let content: Buffer | string = bytes
  try {
    if (typeof bytes !== 'string') content = gunzipSync(bytes)
  } catch {
    // Damaged, or never compressed.
  }
  return createHash('sha256').update(content).digest('hex')
}

async function rows(engine: Engine, sql: string): Promise<readonly (readonly Cell[])[]> {
  return valueIn(await engine.runSql({ sql, limit: 100_000 })).rows
}
