import type { SeenPlace, TrailPlace } from '../../model/trail-place.ts'

/**
 * Places with an address each. `address`: where `AWSLogs/` lies or what leads into it, `s3://bucket/prefix/`, for places that
 * the case has no bucket of; null for none. `lacking`: how many have no address then.
 */
export function placesAt(
  seen: readonly SeenPlace[],
  address: string | null,
): { readonly places: readonly TrailPlace[]; readonly lacking: number } {
  const places = seen.flatMap(({ location, organization, accounts, families, regions, days }) => {
    const at = location ?? (address === null ? null : locationAt(address, organization))
    return at === null ? [] : [{ location: at, accounts, families, regions, days }]
  })
  return { places, lacking: seen.length - places.length }
}

/** The level that holds the accounts. */
export function locationAt(address: string, organization: string | null): string {
  const folder = address.endsWith('/') ? address : `${address}/`
  const logs = /(?:^|\/)AWSLogs\/(?:o-[a-z0-9]{10,32}\/)?$/.test(folder) ? folder : `${folder}AWSLogs/`
  return organization === null || logs.endsWith(`/${organization}/`) ? logs : `${logs}${organization}/`
}

/** Whether a text is an address that tables may be made of: `s3://bucket/prefix`. */
export const isAddress = (text: string): boolean => /^[a-z0-9]+:\/\/[^'\s]+$/.test(text)
