import { formatUtc } from '../../../src-shared/base/time.ts'
import {
  type BySide, type ComparedFile, type Difference, type DifferenceCounts, type FileDifference, type Side, sides,
} from '../../../src-shared/model/comparison.ts' // biome-ignore format: a list
import type { FileKind } from '../../../src-shared/model/event.ts'
import type { IntegrityReport } from '../../../src-shared/model/integrity.ts'
import { parseFileName } from '../../formats/file-name.ts'
import type { Evidence } from '../../integrity/evidence/evidence.ts'
import { type FileFact, treeNameOf } from '../../integrity/evidence/file-fact.ts'

/** What was read and judged of one side. */
export interface JudgedSide {
  readonly facts: readonly FileFact[]
  readonly evidence: Evidence
  readonly report: IntegrityReport
}

interface Keyed {
  readonly kind: FileKind
  readonly name: string
  readonly files: Record<Side, ComparedFile[]>
  readonly isMissing: Record<Side, boolean>
}

/**
 * Files are the same file where CloudTrail gave them the same name, wherever they lie and whether or not they are
 * compressed; others where their paths below the folders are the same.
 */
export function compareFiles(judged: BySide<JudgedSide>): {
  readonly counts: DifferenceCounts
  readonly differences: readonly FileDifference[]
} {
  const byKey = new Map<string, Keyed>()
  for (const side of sides) addSide(byKey, side, judged[side])
  const counts: Record<Difference | Side, number> = { same: 0, changed: 0, 'only-a': 0, 'only-b': 0, unknown: 0, a: 0, b: 0 }
  const differing: FileDifference[] = []
  for (const [key, { kind, name, files, isMissing }] of byKey) {
    // A digest names it, and neither side has it.
    if (files.a.length + files.b.length === 0) continue
    const difference = differenceOf(files)
    counts[difference]++
    for (const side of sides) if (files[side].length > 0) counts[side]++
    if (difference !== 'same') differing.push({ key, kind, ...namedIn(name), difference, files, isMissing })
  }
  const byName = (one: FileDifference, other: FileDifference) => (one.key < other.key ? -1 : 1)
  return { counts, differences: differing.sort(byName) }
} // biome-ignore format: one line a thing

function addSide(byKey: Map<string, Keyed>, side: Side, { facts, evidence, report }: JudgedSide): void {
  const uris = new Map([...evidence.logs, ...evidence.digests].map(({ path, uri }) => [path, uri]))
  const at = (name: string, kind: FileKind): Keyed => {
    const key = keyOf(name)
    const known = byKey.get(key) ?? { kind, name, files: { a: [], b: [] }, isMissing: { a: false, b: false } }
    byKey.set(key, known)
    return known
  }
  for (const fact of facts) {
    const { path, kind, sha256 } = fact
    const uri = uris.get(path) ?? ''
    const status = report.logs.get(uri)?.status ?? report.digests.get(uri)?.status ?? null
    at(treeNameOf(fact), kind).files[side].push({ path, sha256, status })
  }
  for (const [verdicts, kind] of [[report.logs, 'log'], [report.digests, 'digest']] as const)
    for (const [uri, { status }] of verdicts) if (status === 'missing') at(uri, kind).isMissing[side] = true
} // biome-ignore format: one line a thing

function keyOf(name: string): string {
  const named = parseFileName(name)
  if (named === null) return name
  return [named.account, named.region, dayOf(named.time), name.slice(name.lastIndexOf('/') + 1).replace(/\.gz$/, '')].join('/')
} // biome-ignore format: one line

const dayOf = (time: Parameters<typeof formatUtc>[0]): string => formatUtc(time).slice(0, 10)

function namedIn(name: string): Pick<FileDifference, 'account' | 'region' | 'day'> {
  const named = parseFileName(name)
  if (named === null) return { account: null, region: null, day: null }
  return { account: named.account, region: named.region, day: dayOf(named.time) }
}

function differenceOf({ a, b }: BySide<readonly ComparedFile[]>): Difference {
  if (a.length === 0) return 'only-b'
  if (b.length === 0) return 'only-a'
  if ([...a, ...b].some(({ sha256 }) => sha256 === null)) return 'unknown'
  const hashes = (files: readonly ComparedFile[]) => new Set(files.map(({ sha256 }) => sha256))
  const [one, other] = [hashes(a), hashes(b)]
  return one.size === other.size && [...one].every((hash) => other.has(hash)) ? 'same' : 'changed'
}
