import { isDay } from '../../../src-shared/base/time.ts'
import type { SeenPlaces } from '../../../src-shared/model/trail-place.ts'
import { ddlOf, ddlText, type RemoteEngine, spanOf } from '../../../src-shared/sql/ddl/ddl.ts'
import { isAddress, placesAt } from '../../../src-shared/sql/ddl/places.ts'
import { tableNotes, unplacedFiles } from '../../../src-shared/words/remote.ts'
import { takeOutWords } from '../../../src-shared/words/take-out.ts'

/** What is typed over what the case tells. */
export interface TypedPlace {
  /** Where `AWSLogs/` lies, for places that nothing tells the bucket of. */
  readonly address: string
  readonly first: string
  readonly last: string
}

/** The statements, and to copy the same with notes as comments; or a sentence about what is still needed. */
export type Tables =
  | { readonly statements: string; readonly notes: readonly string[]; readonly text: string }
  | { readonly needed: string }

/** The days of the case, as they are first shown. */
export function typedAtFirst({ places }: SeenPlaces): TypedPlace {
  // Days do not depend on where a place lies.
  const { first, last } = spanOf(places.map((place) => ({ ...place, location: '' })))
  return { address: '', first, last }
}

export function tablesOf(engine: RemoteEngine, { places, unplaced }: SeenPlaces, typed: TypedPlace): Tables {
  const address = typed.address.trim()
  if (address !== '' && !isAddress(address)) return { needed: takeOutWords.noAddress(address) }
  const wrong = [typed.first, typed.last].find((day) => !isDay(day))
  if (wrong !== undefined) return { needed: takeOutWords.noDay(wrong) }
  if (typed.first > typed.last) return { needed: takeOutWords.daysTurned }
  const { places: at, lacking } = placesAt(places, address === '' ? null : address)
  if (lacking > 0) return { needed: takeOutWords.bucketNeeded }
  const within = at.map((place) => ({ ...place, days: { first: typed.first, last: typed.last } }))
  const notes = [...tableNotes(within), ...(unplaced > 0 ? [unplacedFiles(unplaced)] : [])]
  const statements = ddlOf(engine, within)
  return { notes, statements: ddlText([], statements).trimStart(), text: ddlText(notes, statements) }
}
