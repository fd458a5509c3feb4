import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { publicKeyList } from '../fixtures/keys.ts'
import { type Random, randomFrom } from '../fixtures/random.ts'
import { aTrail, temporaryFolder } from '../fixtures/trail.ts'
import { type Files, type Ground, type Mutation, mutations } from './mutations.ts'

const trail = aTrail().hours(4).logsPerHour(2).recordsPerLog(4).sidecars('all').build()
const { bucket } = trail.plan
const list = Buffer.from(JSON.stringify(publicKeyList(trail.plan.listedKeys)))

const genuine: Files = new Map()
for (const { key, stored } of [...trail.logs, ...trail.digests]) genuine.set(`${bucket}/${key}`, stored!)
for (const { key, signature } of trail.digests)
  genuine.set(`${bucket}/${key}.metadata.json`, Buffer.from(JSON.stringify({ Metadata: { signature } })))

export const ground: Ground = {
  trail,
  logs: trail.logs.map(({ key }) => `${bucket}/${key}`),
  digests: trail.digests.map(({ key }) => `${bucket}/${key}`),
}

/** The keys of the trail, in a file that is no part of any folder. */
export function genuineKeys(): string {
  const file = join(temporaryFolder(), 'genuine-keys.json')
  writeFileSync(file, list)
  return file
}

/** A folder to which something was done. */
export interface Attacked {
  readonly seed: string
  readonly done: readonly Mutation[]
  readonly files: Files
  readonly folder: string
  /** What was done, and the seed that does it again. */
  readonly story: string
}

/** One to four mutations, told by the seed and the number alone. The first of them goes round, so that none is left out. */
export function attacked(text: string, number: number): Attacked {
  const seed = `${text} ${number}`
  const random = randomFrom(seed)
  const files: Files = new Map(genuine)
  const first = mutations[number % mutations.length]!
  const done = [first, ...Array.from({ length: random.int(4) }, () => pick(random))]
  for (const { apply } of done) apply(files, ground, random)
  const folder = temporaryFolder()
  for (const [name, bytes] of files) {
    mkdirSync(join(folder, dirname(name)), { recursive: true })
    writeFileSync(join(folder, name), bytes)
  }
  return { seed, done, files, folder, story: `${seed}: ${done.map(({ name }) => name).join('; ')}` }
}

/** Half of all folders have only what was added: there every genuine event must still be told as proven. */
function pick(random: Random): Mutation {
  const kinds = random.chance(0.7) ? ['adds', 'harmless'] : ['takes', 'adds', 'harmless']
  return random.pick(mutations.filter(({ kind }) => kinds.includes(kind)))
}

export const isUntouched = ({ files }: Attacked, name: string): boolean =>
  files.get(name)?.equals(genuine.get(name)!) === true

export const onlyAdded = (attack: Attacked): boolean => [...genuine.keys()].every((name) => isUntouched(attack, name))

export const removeFolder = ({ folder }: Attacked): void => rmSync(folder, { recursive: true, force: true })
