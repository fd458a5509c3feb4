import { type ParameterPlace, placesIn } from '../parameters.ts'
import type { Edits } from './edits.ts'
import { literal, type Text } from './text.ts'

/** Puts values in the places of parameters, as literals. Answers with the names of those that were not given. */
export function fillParameters(
  typed: string,
  text: Text,
  edits: Edits,
  values: Readonly<Record<string, string>>,
): readonly string[] {
  const missing = new Set<string>()
  const inTexts = new Map<number, string>()
  // From the last to the first, so that those before within the same text keep their places.
  for (const place of placesIn(typed, 'signs').toReversed()) {
    const value = givenFor(values, place.name)
    const at = text.tokens.findIndex(({ from, until }) => from <= place.from && place.until <= until)
    if (at < 0) continue
    if (value === undefined) missing.add(place.name)
    else if (place.isInText) {
      const { from, text: written } = text.tokens[at]!
      const before = inTexts.get(at) ?? written
      const [start, end] = [place.from - from, place.until - from]
      inTexts.set(at, before.slice(0, start) + value.replaceAll("'", "''") + before.slice(end))
    } else edits.replace(at, literalOf(place, value))
  }
  for (const [at, written] of inTexts) edits.replace(at, written)
  return [...missing].toReversed()
}

/** A value of a range's name is that of both its ends. */
const givenFor = (values: Readonly<Record<string, string>>, name: string): string | undefined =>
  [name, name.replace(/^\?/, ''), name.replace(/_(?:from|until)$/, '')]
    .filter((key) => Object.hasOwn(values, key))
    .map((key) => values[key])[0]

const literalOf = ({ type }: ParameterPlace, value: string): string =>
  type === 'number' && /^[+-]?\d+(?:\.\d+)?$/.test(value) ? value : literal(value)
