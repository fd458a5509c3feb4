import type { Address } from '../../src-shared/base/ip.ts'
import type { UtcMs } from '../../src-shared/base/time.ts'
import type { EnrichmentKind, LookupColumn } from '../../src-shared/model/enrichment.ts'
import type { ListedAgent } from '../columns/lookups.ts'
import type { PlaceFacts } from './place-fields.ts'

/** What a file tells of an address. */
export type Found = PlaceFacts

/** The problems of a file that is used: the first of them as sentences, and how many there are. */
export interface FileProblems {
  readonly lines: readonly string[]
  readonly count: number
}

export interface LookupEnd {
  /** The columns that the file can fill. */
  readonly columns: readonly LookupColumn[]
  /** What went wrong meanwhile, in sentences. */
  readonly problems: readonly string[]
  /** Why the file turned out to be of no use, a sentence; null where it is. */
  readonly unusable: string | null
}

/** A file that can be used. */
export interface LookupFile {
  readonly kind: EnrichmentKind
  readonly type: string | null
  readonly builtAt: UtcMs | null
  readonly entries: Readonly<Record<string, number>>
  readonly problems: FileProblems
  find(address: Address): Found | null
  /** Once all addresses are looked up. */
  end(): LookupEnd
  readonly accounts?: ReadonlyMap<string, string>
  readonly agents?: readonly ListedAgent[]
}

/** Problems told one by one. */
export const mostProblems = 50

/** Keeps the first sentences and counts all. */
export class Problems {
  readonly lines: string[] = []
  count = 0

  add(sentence: string): void {
    this.count++
    if (this.lines.length < mostProblems) this.lines.push(sentence)
  }
}
