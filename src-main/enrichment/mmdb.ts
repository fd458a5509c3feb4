import { Reader, type Response } from 'mmdb-lib'
import type { Address } from '../../src-shared/base/ip.ts'
import { fail, ok, type Result } from '../../src-shared/base/result.ts'
import type { UtcMs } from '../../src-shared/base/time.ts'
import type { LookupColumn } from '../../src-shared/model/enrichment.ts'
import { mmdbWords } from '../../src-shared/words/enrichment.ts'
import type { Found, LookupEnd, LookupFile } from './lookup-file.ts'
import { factsIn, type PlaceFacts } from './place-fields.ts'

/** Where the metadata begins (https://maxmind.github.io/MaxMind-DB/, “Database Metadata”). */
const metadataMarker = Buffer.from('\xab\xcd\xefMaxMind.com', 'latin1')

/** Whether the file is meant to be a database of this format. */
export const looksLikeMmdb = (path: string, bytes: Buffer): boolean =>
  /\.mmdb$/i.test(path) || bytes.lastIndexOf(metadataMarker) !== -1

/** Zeros between the search tree and the data. */
const separatorBytes = 16

/** A database, checked as far as its metadata tells. */
export function readMmdb(bytes: Buffer): Result<LookupFile, 'no-mmdb'> {
  if (bytes.lastIndexOf(metadataMarker) === -1) return fail('no-mmdb', mmdbWords.noMetadata)
  const opened = openReader(bytes)
  if (!opened.ok) return opened
  const reader = opened.value
  const { searchTreeSize, databaseType, buildEpoch, ipVersion, nodeCount } = reader.metadata
  if (typeof databaseType !== 'string' || !(nodeCount > 0) || (ipVersion !== 4 && ipVersion !== 6))
    return fail('no-mmdb', mmdbWords.oddMetadata)
  if (!(searchTreeSize + separatorBytes < bytes.length))
    return fail('no-mmdb', mmdbWords.cut(searchTreeSize, bytes.length))
  const counts = { read: 0, told: 0, unread: 0 }
  let reason = ''
  const seen = new Set<LookupColumn>(columnsOfType(databaseType))
  const find = (address: Address): Found | null => {
    // The tree of a database of IPv4 has 32 levels: an address of IPv6 would be another address there.
    if (ipVersion === 4 && address.width === 128) return null
    try {
      const record = reader.get(textOf(address))
      if (record === null) return null
      counts.read++
      const facts = factsIn(record)
      if (Object.values(facts).every((fact) => fact === undefined)) return null
      counts.told++
      for (const column of columnsIn(facts)) seen.add(column)
      return facts
    } catch (error) {
      counts.unread++
      reason = error instanceof Error ? error.message : String(error)
      return null
    }
  }
  const end = (): LookupEnd => {
    const damage = counts.unread === 0 ? [] : [mmdbWords.unread(counts.unread, reason)]
    const isOther = counts.read > 0 && counts.told === 0 && seen.size === 0 && !ofAnonymizers.test(databaseType)
    const useless = isOther ? mmdbWords.otherType(databaseType) : counts.read === 0 ? damage[0] : undefined
    return { columns: [...seen], problems: damage, unusable: useless ?? null }
  }
  const built = buildEpoch.getTime()
  return ok({
    kind: 'mmdb',
    type: databaseType,
    builtAt: Number.isNaN(built) ? null : (built as UtcMs),
    entries: {},
    problems: { lines: [], count: 0 },
    find,
    end,
  })
}

function openReader(bytes: Buffer): Result<Reader<Response>, 'no-mmdb'> {
  try {
    // What records share, such as a country, is decoded once; pointers in a circle end by the depth of the stack.
    return ok(new Reader<Response>(bytes, { cache: new Map() }))
  } catch (error) {
    return fail('no-mmdb', mmdbWords.unreadable(error instanceof Error ? error.message : String(error)))
  }
}

/** They name addresses of VPNs and proxies, and fill no column. */
const ofAnonymizers = /anonym|privacy|proxy|vpn/i

/** What databases of this name tell, for a file that no address of the case is in. */
function columnsOfType(type: string): readonly LookupColumn[] {
  const has = (form: RegExp, columns: readonly LookupColumn[]) => (form.test(type) ? columns : [])
  return [
    ...has(/city|enterprise|location|country/i, ['country']),
    ...has(/city|enterprise|location/i, ['city']),
    ...has(/asn|isp|enterprise/i, ['asn', 'owner']),
  ]
}

const columnsIn = ({ country, city, asn, owner }: PlaceFacts): readonly LookupColumn[] => [
  ...(country == null ? [] : ['country' as const]),
  ...(city == null ? [] : ['city' as const]),
  ...(asn == null ? [] : ['asn' as const]),
  ...(owner == null ? [] : ['owner' as const]),
]

/** As the reader takes it: IPv4 that was written as IPv6 stands under its own number in every database. */
function textOf({ bits, width }: Address): string {
  if (width === 32) return [24n, 16n, 8n, 0n].map((shift) => (bits >> shift) & 0xffn).join('.')
  return Array.from({ length: 8 }, (_, at) => ((bits >> BigInt(112 - 16 * at)) & 0xffffn).toString(16)).join(':')
}
