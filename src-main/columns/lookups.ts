import type { EnrichmentFile } from '../../src-shared/model/enrichment.ts'

/** What the user's files tell of an address. */
export interface Place {
  /** ISO 3166-1 alpha-2. */
  readonly country: string | null
  readonly city: string | null
  /** Degrees, WGS 84, of a point that stands for the area. */
  readonly latitude: number | null
  readonly longitude: number | null
  /** `AS64496` */
  readonly asn: string | null
  readonly owner: string | null
  /** The name of the trusted network that it lies in. */
  readonly trusted: string | null
  /** The name of the VPN, proxy or hosting that it belongs to. */
  readonly vpn: string | null
  readonly isAws: boolean
}

/** An agent that the user's list names. */
export interface ListedAgent {
  readonly kind: 'test-agent' | 'known-agent'
  /** Looked for anywhere in the agent, in any case of letters; `*` stands for any characters. */
  readonly pattern: string
  readonly name: string
}

/** What the user's files tell of a case. Made by src-main/enrichment/, once for each different address. */
export interface Lookups {
  readonly files: readonly EnrichmentFile[]
  readonly places: readonly Place[]
  /** By the text of sourceIPAddress, an index into `places`. */
  readonly placeOf: ReadonlyMap<string, number>
  /** Names of accounts by their 12 digits. */
  readonly accounts: ReadonlyMap<string, string>
  readonly agents: readonly ListedAgent[]
}

export const noLookups: Lookups = { files: [], places: [], placeOf: new Map(), accounts: new Map(), agents: [] }

export const placeIn = ({ places, placeOf }: Lookups, address: string): Place | null =>
  places[placeOf.get(address) ?? -1] ?? null
