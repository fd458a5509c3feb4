import { readBlock } from '../../src-shared/base/ip.ts'
import type { UtcMs } from '../../src-shared/base/time.ts'
import { ipRangesWords } from '../../src-shared/words/enrichment.ts'
import { type LookupFile, Problems } from './lookup-file.ts'
import { Prefixes } from './prefixes.ts'

/** One prefix of AWS. AWS lists a prefix once for each of its services, and once more for AMAZON. */
interface Range {
  readonly region: string
  readonly borderGroup: string
  readonly services: Set<string>
}

/** Whether a JSON document is AWS's ip-ranges.json. */
export const isIpRanges = (content: Readonly<Record<string, unknown>>): boolean =>
  Array.isArray(content.prefixes) || Array.isArray(content.ipv6_prefixes)

/**
 * AWS's ip-ranges.json (https://docs.aws.amazon.com/vpc/latest/userguide/aws-ip-syntax.html). `syncToken` is the time of
 * its publication, seconds since 1970.
 */
export function readIpRanges(content: Readonly<Record<string, unknown>>): LookupFile {
  const problems = new Problems()
  const ranges = new Prefixes<Range>()
  const entries = { IPv4: 0, IPv6: 0 }
  for (const [list, member, family] of [
    ['prefixes', 'ip_prefix', 'IPv4'],
    ['ipv6_prefixes', 'ipv6_prefix', 'IPv6'],
  ] as const) {
    const listed = content[list]
    for (const [at, entry] of (Array.isArray(listed) ? listed : []).entries()) {
      const fault = addRange(ranges, entry, member)
      if (fault === null) entries[family]++
      else problems.add(ipRangesWords.entry(list, at, fault))
    }
  }
  const token = /^\d{9,11}$/.test(String(content.syncToken)) ? Number(content.syncToken) : null
  return {
    kind: 'ip-ranges',
    type: ipRangesWords.type(textOf(content.syncToken), textOf(content.createDate)),
    builtAt: token === null ? null : ((token * 1000) as UtcMs),
    entries,
    problems,
    find: (address) => {
      const range = ranges.find(address)
      return range === undefined ? null : { owner: ownerOf(range), isAws: true }
    },
    end: () => ({ columns: ['owner'], problems: [], unusable: null }),
  }
}

/** Why the entry is not used; null where it is. */
function addRange(ranges: Prefixes<Range>, entry: unknown, member: string): string | null {
  const { [member]: prefix, region, service, network_border_group } = (entry ?? {}) as Record<string, unknown>
  if (typeof prefix !== 'string') return ipRangesWords.noPrefix(member)
  const block = readBlock(prefix)
  if (!block.ok) return block.message
  const known = ranges.get(block.value)
  const name = textOf(service) ?? 'AMAZON'
  if (known !== undefined) known.services.add(name)
  else {
    const where = textOf(region) ?? 'no Region'
    ranges.set(block.value, {
      region: where,
      borderGroup: textOf(network_border_group) ?? where,
      services: new Set([name]),
    })
  }
  return null
}

/** `AWS us-east-1 EC2`, `AWS us-west-2 EC2 (us-west-2-lax-1)`: AMAZON stands for all services and is told alone only. */
function ownerOf({ region, borderGroup, services }: Range): string {
  const own = [...services].filter((service) => service !== 'AMAZON').sort()
  const named = own.length === 0 ? 'AMAZON' : own.join(', ')
  return `AWS ${region} ${named}${borderGroup === region ? '' : ` (${borderGroup})`}`
}

const longestText = 100

const textOf = (value: unknown): string | null =>
  typeof value === 'string' && value !== '' ? value.slice(0, longestText) : null
