import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { lookUpIn, lookupsOf } from '../../../src-main/enrichment/file-lookups.ts'
import type { Sha256 } from '../../../src-shared/model/event.ts'
import { autonomousSystem, city, mmdbOf } from '../../fixtures/mmdb.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'trailproof-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

let files = 0
/** Of a name that says nothing, except where one is given. */
function aFile(content: string | Buffer, name = `file-${++files}`): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

const addresses = [
  '192.0.2.7',
  '198.51.100.9',
  '203.0.113.77',
  '2001:db8:1::5',
  '::ffff:192.0.2.7',
  'ec2.amazonaws.com',
]

const told = (path: string, sha256: Sha256 | null = null) => lookUpIn({ path, sha256 }, addresses)
const placesOf = (...paths: readonly string[]) => {
  const { places, placeOf } = lookupsOf(
    paths.map((path) => told(path)),
    addresses,
  )
  return (address: string) => places[placeOf.get(address) ?? -1]
}
const problemsOf = (content: string | Buffer, name?: string) => told(aFile(content, name)).file.problems

const cities = () =>
  aFile(
    mmdbOf(
      {
        '192.0.2.0/24': city('DE', 'Berlin', 52.52, 13.405),
        '203.0.113.0/24': city('BR', 'Recife', -8.05, -34.9),
        '203.0.113.64/26': city('NZ', 'Nelson', -41.27, 173.28),
        '2001:db8:1::/48': city('JP', 'Osaka', 34.69, 135.5),
      },
      { type: 'GeoLite2-City' },
    ),
  )

describe('a MaxMind DB', () => {
  test('tells country, city and coordinates of IPv4 and IPv6, of the longest block', () => {
    const placeOf = placesOf(cities())
    expect(placeOf('192.0.2.7')).toMatchObject({ country: 'DE', city: 'Berlin', latitude: 52.52, longitude: 13.405 })
    expect(placeOf('::ffff:192.0.2.7')).toMatchObject({ country: 'DE' })
    expect(placeOf('203.0.113.77')).toMatchObject({ country: 'NZ', city: 'Nelson' })
    expect(placeOf('2001:db8:1::5')).toMatchObject({ country: 'JP', longitude: 135.5 })
    expect(placeOf('198.51.100.9')).toBeUndefined()
    expect(placeOf('ec2.amazonaws.com')).toBeUndefined()
  })

  test('is told with its type, its date and the hash of its bytes', () => {
    const bytes = mmdbOf({ '192.0.2.0/24': autonomousSystem(64496, 'Example Net') }, { type: 'GeoLite2-ASN' })
    const { file } = told(aFile(bytes))
    expect(file).toMatchObject({
      kind: 'mmdb',
      type: 'GeoLite2-ASN',
      builtAt: 1_709_596_800_000,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      columns: ['asn', 'owner'],
      addresses: 2,
      problemCount: 0,
      hasChanged: false,
    })
  })

  test('of another maker has its fields elsewhere', () => {
    const flat = mmdbOf(
      {
        '192.0.2.0/24': {
          country: 'de',
          city: 'Berlin',
          lat: '52.52',
          lng: '13.4',
          asn: 'AS64496',
          as_name: 'Example Net',
        },
      },
      { type: 'ipinfo standard_location' },
    )
    expect(placesOf(aFile(flat))('192.0.2.7')).toMatchObject({
      country: 'DE', city: 'Berlin', latitude: 52.52, longitude: 13.4, asn: 'AS64496', owner: 'Example Net',
    }) // biome-ignore format: a list
    const named = mmdbOf({ '192.0.2.0/24': { country: 'Germany', country_code: 'DE' } }, { type: 'ipinfo lite' })
    expect(placesOf(aFile(named))('192.0.2.7')).toMatchObject({ country: 'DE' })
    const traits = mmdbOf(
      { '192.0.2.0/24': { traits: { autonomous_system_number: 64497, isp: 'Example ISP', is_anonymous_vpn: true } } },
      { type: 'GeoIP2-Enterprise' },
    )
    expect(placesOf(aFile(traits))('192.0.2.7')).toMatchObject({ asn: 'AS64497', owner: 'Example ISP', vpn: 'VPN' })
  })

  test('of IPv4 knows nothing of IPv6', () => {
    const ipv4 = mmdbOf({ '0.0.0.0/1': city('US', 'Ames', 42, -93.6), '192.0.2.0/24': city('DE', 'Berlin', 52.5, 13.4) }, { type: 'City', ipVersion: 4 }) // biome-ignore format: a line
    const placeOf = placesOf(aFile(ipv4))
    expect(placeOf('192.0.2.7')).toMatchObject({ country: 'DE' })
    expect(placeOf('2001:db8:1::5')).toBeUndefined()
  })

  test('that is cut, random, or of another type is told with the reason', () => {
    const path = cities()
    truncateSync(path, 500)
    expect(problemsOf(Buffer.alloc(5_000, 'TRAIL'), 'noise.mmdb')[0]).toMatch(/no MaxMind DB, or it is cut/)
    expect(lookUpIn({ path, sha256: null }, addresses).file).toMatchObject({ kind: null, problemCount: 1 })
    const whole = mmdbOf({ '192.0.2.0/24': city('DE', 'Berlin', 52.5, 13.4) }, { type: 'GeoLite2-City' })
    expect(problemsOf(whole.subarray(400))[0]).toMatch(/It is (cut|damaged): /)
    const other = mmdbOf({ '192.0.2.0/24': { connection_type: 'Cable/DSL' } }, { type: 'GeoIP2-Connection-Type' })
    expect(problemsOf(other)).toEqual([expect.stringMatching(/type GeoIP2-Connection-Type, which tells no country/)])
  })

  test('with a damaged record tells how many addresses that are, and the others', () => {
    const whole = mmdbOf(
      { '192.0.2.0/24': city('DE', 'Berlin', 52.5, 13.4), '198.51.100.0/24': city('FR', 'Brest', 48.4, -4.5) },
      { type: 'GeoLite2-City' },
    )
    const broken = Buffer.from(whole)
    // The name of the country: a text in place of a map.
    broken[broken.indexOf('iso_code') - 2] = 0xff
    const { file, found } = told(aFile(broken))
    expect(file.problems).toEqual([expect.stringMatching(/records of 2 addresses cannot be read/)])
    expect(found.get(1)).toMatchObject({ country: 'FR' })
  })
})

describe("AWS's ip-ranges.json", () => {
  const ranges = {
    syncToken: '1709596800',
    createDate: '2024-03-05-00-00-00',
    prefixes: [
      { ip_prefix: '198.51.100.0/24', region: 'us-east-1', service: 'AMAZON', network_border_group: 'us-east-1' },
      { ip_prefix: '198.51.100.0/24', region: 'us-east-1', service: 'EC2', network_border_group: 'us-east-1' },
      { ip_prefix: '203.0.113.64/26', region: 'us-west-2', service: 'EC2', network_border_group: 'us-west-2-lax-1' },
    ],
    ipv6_prefixes: [{ ipv6_prefix: '2001:db8:1::/48', region: 'eu-west-1', service: 'AMAZON' }],
  }

  test('tells service and Region as the owner, before the organization of the AS', () => {
    const owners = aFile(mmdbOf({ '198.51.100.0/24': autonomousSystem(64500, 'Cloud Net') }, { type: 'ASN' }))
    const placeOf = placesOf(owners, aFile(JSON.stringify(ranges)))
    expect(placeOf('198.51.100.9')).toMatchObject({ asn: 'AS64500', owner: 'AWS us-east-1 EC2', isAws: true })
    expect(placeOf('203.0.113.77')).toMatchObject({ owner: 'AWS us-west-2 EC2 (us-west-2-lax-1)' })
    expect(placeOf('2001:db8:1::5')).toMatchObject({ owner: 'AWS eu-west-1 AMAZON' })
    expect(told(aFile(JSON.stringify(ranges))).file).toMatchObject({
      type: 'AWS ip-ranges.json, syncToken 1709596800, createDate 2024-03-05-00-00-00',
      builtAt: 1_709_596_800_000,
      entries: { IPv4: 3, IPv6: 1 },
    })
  })

  test('that is broken is told, and its good entries are used', () => {
    const odd = { prefixes: [{ ip_prefix: '198.51.100.0/33' }, null, 'x', ...ranges.prefixes] }
    const { file } = told(aFile(JSON.stringify(odd)))
    expect(file).toMatchObject({ entries: { IPv4: 3, IPv6: 0 }, problemCount: 3 })
    expect(file.problems[0]).toMatch(/^prefixes\[0\] is not used: “198.51.100.0\/33” is no CIDR block/)
    expect(problemsOf(JSON.stringify(ranges).slice(0, 200))[0]).toMatch(/^It begins like JSON/)
    expect(problemsOf('{"Records": []}')[0]).toMatch(/neither ip-ranges.json/)
    expect(problemsOf('{"prefixes": [{}]}')[0]).toMatch(/^No line of it can be used. prefixes\[0\]/)
  })
})

describe('a list', () => {
  test('has one thing a line, told by its form or by the kind before it', () => {
    const list = aFile(
      [
        '\ufeff# networks and accounts of ours',
        '203.0.113.0/24,Office Recife',
        '192.0.2.7,"Gateway, Berlin"',
        'vpn;unused',
        'vpn,198.51.100.0/24,Corporate VPN',
        '111122223333,Prod',
        '4444-5555-6666,Test',
        'test-agent,red-team/*,Exercise 2024',
        'known-agent,BackupTool,Backup',
        '',
      ].join('\r\n'),
    )
    const all = lookupsOf([told(list)], addresses)
    expect(all.places[all.placeOf.get('192.0.2.7')!]).toMatchObject({
      owner: 'Gateway, Berlin',
      trusted: 'Gateway, Berlin',
    })
    expect(all.places[all.placeOf.get('203.0.113.77')!]).toMatchObject({ owner: 'Office Recife' })
    expect(all.places[all.placeOf.get('198.51.100.9')!]).toMatchObject({ owner: null, vpn: 'Corporate VPN' })
    expect([...all.accounts]).toEqual([['111122223333', 'Prod'], ['444455556666', 'Test']]) // biome-ignore format: pairs
    expect(all.agents).toEqual([
      { kind: 'test-agent', pattern: 'red-team/*', name: 'Exercise 2024' },
      { kind: 'known-agent', pattern: 'BackupTool', name: 'Backup' },
    ])
    expect(all.files[0]).toMatchObject({
      entries: { network: 2, vpn: 1, account: 2, 'test-agent': 1, 'known-agent': 1 },
      columns: ['owner', 'accountName'],
      problems: [expect.stringMatching(/^Line 4 is not used: “vpn;unused” is neither/)],
    })
  })

  test('has a header that names its columns, or what the whole file is about', () => {
    const byKind = told(aFile('Name;Kind;Value\nOffice;network;203.0.113.0/24\nX;planet;Mars\n'))
    expect(byKind.file).toMatchObject({
      entries: { network: 1 },
      problems: [
        'Line 3 is not used: there is no kind “planet”; kinds are network, vpn, test-agent, known-agent, account.',
      ],
    })
    expect(told(aFile('vpn,name\n198.51.100.0/24,Corporate\n')).file.entries).toEqual({ vpn: 1 })
    expect(told(aFile('user agent\tname\nred-team\tExercise\n')).agents).toHaveLength(1)
    const console = told(aFile('Account ID,ARN,Email,Name\n111122223333,arn:aws:x,a@example.com,Prod\n'))
    expect([...console.accounts]).toEqual([['111122223333', 'Prod']])
    const cli = told(aFile(JSON.stringify({ Accounts: [{ Id: '111122223333', Name: 'Prod' }, { Id: 7 }] })))
    expect(cli.file).toMatchObject({ entries: { account: 1 }, problemCount: 1 })
  })

  test('with bad lines tells their numbers, the first of them and how many there are', () => {
    const bad = Array.from({ length: 400 }, (_, at) => `203.0.113.${at}/33,Office`).join('\n')
    const { file } = told(
      aFile(`# comment\n0.0.0.0/0,Everything\n203.0.113.0/24,Office\n11112222333,Short\nagent,x*,Any\n${bad}`),
    )
    expect(file).toMatchObject({ kind: 'list', entries: { network: 1 }, problemCount: 403 })
    expect(file.problems.slice(0, 3)).toEqual([
      'Line 2 is not used: 0.0.0.0/0 is every address.',
      expect.stringMatching(/^Line 4 is not used: /),
      expect.stringMatching(/^Line 5 is not used: “x\*” is too short/),
    ])
    expect(file.problems).toHaveLength(50)
  })

  test('of twenty thousand lines is used whole, in UTF-16, too', () => {
    const lines = Array.from(
      { length: 20_000 },
      (_, at) => `2001:db8:${(at >> 8).toString(16)}:${(at & 255).toString(16)}::/64,Host ${at}`,
    )
    const text = `${lines.join('\n')}\n192.0.2.0/24,Büro\n`
    const { file, found } = told(aFile(Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')])))
    expect(file).toMatchObject({ entries: { network: 20_001 }, problemCount: 0 })
    expect(found.get(0)).toMatchObject({ trusted: 'Büro' })
  })
})

test('a file that is none, is empty or holds something else is told with the reason', () => {
  expect(told(join(folder, 'absent.mmdb')).file.problems).toEqual([expect.stringMatching(/absent.mmdb does not exist/)])
  mkdirSync(join(folder, 'folder.mmdb'))
  expect(told(join(folder, 'folder.mmdb')).file.problems).toEqual(['It is no file.'])
  expect(problemsOf('')).toEqual(['It is empty.'])
  expect(problemsOf(Buffer.from([1, 0, 2, 0, 3]))).toEqual(['It is neither a MaxMind DB nor text.'])
  expect(problemsOf('hello\nworld\n')[0]).toMatch(/^No line of it can be used. Line 1/)
})

test('a file whose hash is not that of its choice has changed', () => {
  const path = aFile('203.0.113.0/24,Office\n')
  const { sha256 } = told(path).file
  expect(told(path, sha256).file.hasChanged).toBe(false)
  writeFileSync(path, '203.0.113.0/24,Other office\n')
  expect(told(path, sha256).file.hasChanged).toBe(true)
})
