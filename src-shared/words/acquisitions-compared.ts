import { formatCount, formatCounted } from '../base/count.ts'
import {
  type BySide,
  type ComparedFile,
  type Comparison,
  type Difference,
  type DifferenceCounts,
  type EventDifference,
  type FileDifference,
  type Side,
  type SideFacts,
  sides,
} from '../model/comparison.ts'
import type { Status } from '../model/integrity.ts'

export const sideName = { a: 'A', b: 'B' } as const satisfies Readonly<Record<Side, string>>

export const differenceWords: Readonly<Record<Difference, string>> = {
  same: 'same',
  changed: 'changed',
  'only-a': 'only in A',
  'only-b': 'only in B',
  unknown: 'not compared',
}

/** What was read in place of a case file, a sentence; null where none was named. */
export const sourcesSentence = ({ sources }: Pick<SideFacts, 'sources'>): string | null =>
  sources === null
    ? null
    : `It is a case file: its sources were read as they are now (${sources.join(', ')}), and nothing that was saved in it.`

/** `A: /evidence/january. 12 files, 30 events of 36 records. Conclusion…` */
export const sideSentence = (side: Side, facts: SideFacts): string =>
  `${sideName[side]}: ${facts.path}. ${facts.sources === null ? '' : `${sourcesSentence(facts)} `}${formatCounted(facts.files, 'file')}; ${formatCounted(facts.records, 'record')} = ${formatCounted(facts.events, 'event')} + ${formatCounted(facts.copies, 'copy')} + ${formatCount(facts.unparsed)} unparsed. ${facts.conclusion}`

/** `Files by name: 10 same, 1 changed, 0 only in A, 2 only in B, 0 not compared. A has 11, B has 13.` */
export const countsSentence = (what: string, counts: DifferenceCounts): string =>
  `${what}: ${(Object.keys(differenceWords) as Difference[]).map((each) => `${formatCount(counts[each])} ${differenceWords[each]}`).join(', ')}. A has ${formatCount(counts.a)}, B has ${formatCount(counts.b)}.`

const statusWords: Readonly<Record<Status, string>> = {
  verified: 'proven',
  moved: 'proven, but not in its place',
  unverified: 'not proven',
  invalid: 'altered',
  missing: 'missing',
  uncovered: 'in no digest of that side',
}

/** What each side proves of a file, a sentence: `A's is proven, B's is altered.` */
export function whoProves({ files, isMissing }: Pick<FileDifference, 'files' | 'isMissing'>): string {
  const told = sides.map((side) => `${sideName[side]}'s is ${statusOf(files[side], isMissing[side])}`)
  return `${told.join(', ')}.`
}

function statusOf(files: readonly ComparedFile[], isMissing: boolean): string {
  if (files.length === 0) return isMissing ? 'missing: digests of that side name it' : 'not there'
  return [...new Set(files.map(({ status }) => (status === null ? 'of a kind that no digest lists' : statusWords[status])))].join(' and ') // biome-ignore format: one line
}

/** Which side's copies of changed files are proven, a sentence; null where none changed. */
export function changedSentence(differences: readonly FileDifference[]): string | null {
  const changed = differences.filter(({ difference }) => difference === 'changed')
  if (changed.length === 0) return null
  const provenIn = (side: Side) => changed.filter(({ files }) => isProven(files, side)).length
  const [a, b] = [provenIn('a'), provenIn('b')]
  const neither = changed.filter(({ files }) => !isProven(files, 'a') && !isProven(files, 'b')).length
  return `Of ${formatCounted(changed.length, 'changed file')}, A's copy is proven of ${formatCount(a)}, B's of ${formatCount(b)}, neither's of ${formatCount(neither)}.`
}

const isProven = (files: BySide<readonly ComparedFile[]>, side: Side): boolean =>
  files[side].length > 0 && files[side].every(({ status }) => status === 'verified')

/** One event, in a line: `changed 0a1b…: record 3 of … in A, record 3 of … in B`. Records are counted from 1. */
export const eventLine = ({ eventID, difference, places }: EventDifference): string =>
  `${differenceWords[difference]}\t${eventID ?? 'without an ID'}\t${sides.flatMap((side) => placeWords(side, places)).join(', ')}`

function placeWords(side: Side, places: EventDifference['places']): readonly string[] {
  const place = places[side]
  return place === null ? [] : [`${sideName[side]}: record ${place.record + 1} of ${place.file}`]
}

export const isAnyDifference = ({ files, events }: Comparison): boolean =>
  [files, events].some((counts) => counts.changed + counts['only-a'] + counts['only-b'] > 0)

export const howCompared =
  'Files are compared by the SHA-256 of their inflated bytes, under the names that CloudTrail gave them. Events are compared by their eventID and their content as JSON; one without an eventID by its bytes. Each side is judged by its own digests.'
