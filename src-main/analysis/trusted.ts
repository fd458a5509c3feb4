import { valuesAsked } from '../../src-shared/filter/asks.ts'
import type { Filter } from '../../src-shared/filter/model.ts'
import { leftOutTrusted } from '../../src-shared/words/enrichment.ts'
import { type Lookups, noLookups, placeIn } from '../columns/lookups.ts'
import type { Snapshot } from '../columns/snapshot.ts'

/** Whether the address lies in a network that the user's list names as trusted. Rules about networks leave it out. */
export function trustIn({ lookups = noLookups }: Snapshot): (address: string) => boolean {
  return (address) => placeIn(lookups, address)?.trusted != null
}

/** Said behind the sentence of a finding of a rule that leaves trusted networks out; nothing where there are none. */
export function trustedNote({ places }: Lookups): string {
  const names = [...new Set(places.flatMap(({ trusted }) => trusted ?? []))].sort()
  return names.length === 0 ? '' : ` ${leftOutTrusted(names)}`
}

/** Rules about networks: what they find in trusted networks alone is left out, and they say so. */
const aboutNetworks: ReadonlySet<string> = new Set([
  'caller-identity-from-new-address', 'first-seen-address', 'instance-role-away', 'key-from-many-networks',
]) // biome-ignore format: a list

interface Heard {
  readonly sentence: string
  readonly filter: Filter
}

/** The hits of a rule, without those that are all in trusted networks. */
export function beyondTrusted<H extends Heard>(rule: string, hits: readonly H[], snapshot: Snapshot): readonly H[] {
  const note = aboutNetworks.has(rule) ? trustedNote(snapshot.lookups ?? noLookups) : ''
  if (note === '') return hits
  const isTrusted = trustIn(snapshot)
  return hits
    .filter(({ filter }) => {
      const addresses = valuesAsked(filter, 'sourceIPAddress')
      return addresses === null || !addresses.every(isTrusted)
    })
    .map((hit) => ({ ...hit, sentence: hit.sentence + note }))
}
