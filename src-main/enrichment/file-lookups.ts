import { readAddress } from '../../src-shared/base/ip.ts'
import type { ChosenFile, EnrichmentFile } from '../../src-shared/model/enrichment.ts'
import { enrichmentFileWords } from '../../src-shared/words/enrichment.ts'
import type { ListedAgent, Lookups, Place } from '../columns/lookups.ts'
import type { Found, LookupFile } from './lookup-file.ts'
import { readEnrichmentFile } from './read-file.ts'

/** What one file told: of each address that it knows, by the number of the address. */
export interface FileLookups {
  readonly file: EnrichmentFile
  readonly found: ReadonlyMap<number, Found>
  readonly accounts: ReadonlyMap<string, string>
  readonly agents: readonly ListedAgent[]
}

const nothingFound = { found: new Map(), accounts: new Map(), agents: [] } as const

/** Of a file that was not used. */
export const unused = (
  { path }: ChosenFile,
  problem: string,
  about: Partial<Pick<EnrichmentFile, 'sha256' | 'bytes' | 'hasChanged'>> = {},
): FileLookups => ({
  file: {
    path,
    kind: null,
    type: null,
    builtAt: null,
    sha256: null,
    bytes: 0,
    entries: {},
    columns: [],
    addresses: 0,
    problems: [problem],
    problemCount: 1,
    hasChanged: false,
    ...about,
  },
  ...nothingFound,
})

/** Reads one file and looks the addresses up in it. */
export function lookUpIn(chosen: ChosenFile, addresses: readonly string[]): FileLookups {
  const { sha256, bytes, content } = readEnrichmentFile(chosen.path)
  const hasChanged = chosen.sha256 !== null && sha256 !== null && sha256 !== chosen.sha256
  if (!content.ok) return unused(chosen, content.message, { sha256, bytes, hasChanged })
  const used = content.value
  const found = foundIn(used, addresses)
  const { columns, problems: met, unusable } = used.end()
  if (unusable !== null) return unused(chosen, unusable, { sha256, bytes, hasChanged })
  const { kind, type, builtAt, entries, problems, accounts = new Map(), agents = [] } = used
  return {
    file: {
      path: chosen.path,
      kind,
      type,
      builtAt,
      sha256,
      bytes,
      entries,
      columns,
      addresses: found.size,
      problems: [...met, ...problems.lines],
      problemCount: met.length + problems.count,
      hasChanged,
    },
    found,
    accounts,
    agents,
  }
}

function foundIn(used: LookupFile, addresses: readonly string[]): Map<number, Found> {
  const found = new Map<number, Found>()
  for (const [number, text] of addresses.entries()) {
    const address = readAddress(text)
    const facts = address === null ? null : used.find(address)
    if (facts !== null) found.set(number, facts)
  }
  return found
}

/** What all files tell together. The first file that tells a field has it. */
export function lookupsOf(all: readonly FileLookups[], addresses: readonly string[]): Lookups {
  const places: Place[] = []
  const numberOf = new Map<string, number>()
  const placeOf = new Map<string, number>()
  for (const [number, address] of addresses.entries()) {
    const facts = all.flatMap(({ found }) => found.get(number) ?? [])
    if (facts.length === 0) continue
    const place = placeFrom(facts)
    const key = JSON.stringify(Object.values(place))
    const known = numberOf.get(key) ?? places.push(place) - 1
    numberOf.set(key, known)
    placeOf.set(address, known)
  }
  return {
    files: all.map(({ file }) => file),
    places,
    placeOf,
    accounts: new Map(all.toReversed().flatMap(({ accounts }) => [...accounts])),
    agents: all.flatMap(({ agents }) => agents),
  }
}

function placeFrom(facts: readonly Found[]): Place {
  const first = <K extends keyof Found>(name: K) => facts.find((each) => each[name] != null)?.[name] ?? null
  const aws = facts.find(({ isAws }) => isAws === true)
  const located = facts.find(({ latitude }) => latitude != null)
  const trusted = first('trusted')
  return {
    country: first('country'),
    city: first('city'),
    latitude: located?.latitude ?? null,
    longitude: located?.longitude ?? null,
    asn: first('asn'),
    owner: trusted ?? aws?.owner ?? first('owner'),
    trusted,
    vpn: first('vpn'),
    isAws: aws !== undefined,
  }
}

/** In place of what was cancelled: the columns are empty, and the files say why. */
export const cancelledLookups = (files: readonly ChosenFile[]): Lookups =>
  lookupsOf(
    files.map((file) => unused(file, enrichmentFileWords.cancelled)),
    [],
  )
