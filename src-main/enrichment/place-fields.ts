import type { Place } from '../columns/lookups.ts'

/** What one file tells of an address. */
export type PlaceFacts = { readonly [K in keyof Place]?: Place[K] | undefined }

/**
 * The fields of a record of a MaxMind DB. Makers name them differently:
 *
 * - MaxMind (https://dev.maxmind.com/geoip/docs/databases) and DB-IP nest: `country.iso_code`, `city.names.en`,
 *   `location.latitude`, `autonomous_system_number`, those of an AS in Enterprise under `traits`
 * - IPinfo (https://ipinfo.io/developers/database-types) is flat, numbers are texts: `country` or `country_code`, `city`,
 *   `lat` and `lng`, `asn` (`AS64496`), `as_name`
 *
 * Values of another type than expected are left out: a damaged database tells less rather than something else.
 */
export function factsIn(record: unknown): PlaceFacts {
  const at = (...paths: readonly string[]): unknown =>
    paths.map((path) => valueAt(record, path)).find((found) => found != null)
  const latitude = degrees(at('location.latitude', 'latitude', 'lat'), 90)
  const longitude = degrees(at('location.longitude', 'longitude', 'lng', 'lon'), 180)
  const isLocated = latitude !== undefined && longitude !== undefined
  return {
    country: countryOf(at('country.iso_code')) ?? countryOf(at('country_code')) ?? countryOf(at('country')),
    city: textOf(at('city.names.en', 'city.name')) ?? firstName(at('city.names')) ?? textOf(at('city')),
    latitude: isLocated ? latitude : undefined,
    longitude: isLocated ? longitude : undefined,
    asn: asnOf(at('autonomous_system_number', 'traits.autonomous_system_number', 'asn', 'as_number')),
    owner: textOf(
      at('autonomous_system_organization', 'traits.autonomous_system_organization', 'as_name', 'as_organization', 'isp', 'traits.isp'),
    ),
    vpn: hidingIn(at),
  } // biome-ignore format: a table
}

/** Databases of anonymizers: GeoIP2 Anonymous IP, whose flags Enterprise has under `traits`, and IPinfo's of privacy. */
const hiding = [
  ['is_anonymous_vpn', 'VPN'], ['vpn', 'VPN'],
  ['is_tor_exit_node', 'Tor exit'], ['tor', 'Tor exit'],
  ['is_public_proxy', 'public proxy'], ['is_residential_proxy', 'residential proxy'], ['proxy', 'proxy'],
  ['is_anonymous_proxy', 'anonymous proxy'], ['relay', 'relay'], ['is_anonymous', 'anonymizer'],
] as const // biome-ignore format: a table

function hidingIn(at: (...paths: readonly string[]) => unknown): string | undefined {
  const found = hiding.find(([name]) => isTrue(at(name, `traits.${name}`)))
  if (found === undefined) return undefined
  const service = textOf(at('vpn_service_name', 'provider_name', 'service'))
  return service === undefined ? found[1] : `${found[1]} ${service}`
}

const isTrue = (value: unknown): boolean => value === true || value === 'true'

function valueAt(record: unknown, path: string): unknown {
  let value = record
  for (const name of path.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined
    value = (value as Record<string, unknown>)[name]
  }
  return value
}

/** A name in a language that the record has, where it has none in English. */
const firstName = (names: unknown): string | undefined =>
  typeof names === 'object' && names !== null ? textOf(Object.values(names)[0]) : undefined

const longestText = 200

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value.trim() !== '' ? value.trim().slice(0, longestText) : undefined

/** IPinfo's `country` is a code in some databases and a name in others: only a code is one. */
const countryOf = (value: unknown): string | undefined =>
  typeof value === 'string' && /^[a-z]{2}$/i.test(value) ? value.toUpperCase() : undefined

function asnOf(value: unknown): string | undefined {
  const digits = /^(?:AS)?(\d{1,10})$/i.exec(String(value))?.[1]
  return digits === undefined || Number(digits) === 0 ? undefined : `AS${Number(digits)}`
}

function degrees(value: unknown, most: number): number | undefined {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
  return typeof number === 'number' && Math.abs(number) <= most ? number : undefined
}
