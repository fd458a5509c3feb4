import type { UtcMs } from '../base/time.ts'
import type { Sha256 } from './event.ts'

/**
 * Files of the user that tell more of what events name: where an address is, whose it is, and the names of accounts.
 * They are no evidence. No verdict rests on them.
 *
 * `mmdb`: a database in the MaxMind DB format (https://maxmind.github.io/MaxMind-DB/). `ip-ranges`: AWS's
 * ip-ranges.json (https://docs.aws.amazon.com/vpc/latest/userguide/aws-ip-ranges.html). `list`: a list of the user's own.
 */
export const enrichmentKinds = ['mmdb', 'ip-ranges', 'list'] as const
export type EnrichmentKind = (typeof enrichmentKinds)[number]

/**
 * What a line of an own list is about: a trusted network, a network of a VPN or proxy, an agent of a penetration test, an
 * agent that is known and harmless, the name of an account.
 */
export const listKinds = ['network', 'vpn', 'test-agent', 'known-agent', 'account'] as const
export type ListKind = (typeof listKinds)[number]

/** The columns of events that such files fill (src-shared/model/added-columns.ts). */
export const lookupColumns = ['country', 'city', 'asn', 'owner', 'accountName'] as const
export type LookupColumn = (typeof lookupColumns)[number]

/** A file that is to be used. `sha256`: of its bytes when it was chosen; null where it was not read since. */
export interface ChosenFile {
  readonly path: string
  readonly sha256: Sha256 | null
}

/** One of the files as it was read, with all that it takes to repeat an answer. */
export interface EnrichmentFile {
  readonly path: string
  /** Null where the file could not be used. */
  readonly kind: EnrichmentKind | null
  /** What the file says that it is: `GeoLite2-City`, `syncToken 1700000000`; null where it says nothing. */
  readonly type: string | null
  /** When the file says that it was made. */
  readonly builtAt: UtcMs | null
  /** Of its bytes, hex; null where they could not be read. */
  readonly sha256: Sha256 | null
  readonly bytes: number
  /** Of a list and of ip-ranges.json: how many entries are used, by what they are about. */
  readonly entries: Readonly<Record<string, number>>
  /** The columns that it can fill. */
  readonly columns: readonly LookupColumn[]
  /** How many different addresses of the case it knows. */
  readonly addresses: number
  /** The first of them, each a whole sentence; `problemCount` is how many there are. */
  readonly problems: readonly string[]
  readonly problemCount: number
  /** Its bytes are not those that were chosen. */
  readonly hasChanged: boolean
}

/** The columns that none of these files fills: they are empty in every event. */
export function unfilledColumns(files: readonly Pick<EnrichmentFile, 'columns'>[]): readonly LookupColumn[] {
  const filled = new Set(files.flatMap(({ columns }) => columns))
  return lookupColumns.filter((column) => !filled.has(column))
}

/** The files that are chosen, as they were last read. */
export interface Enrichment {
  readonly files: readonly EnrichmentFile[]
  /** How many different addresses the open case names; 0 without a case. */
  readonly addresses: number
}

export const noEnrichment: Enrichment = { files: [], addresses: 0 }
