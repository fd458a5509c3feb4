/** A step into JSON: the name of a member, or the place of an element from 0. */
export type Step = string | number

/** A place in records, as a column of events. */
export interface RecordPlace {
  readonly path: string
  /** Whether names in any case of letters count: of those that a record has, the last, as of a name written twice. */
  readonly anyCase: boolean
}

/** Begins no path: names that hold it stand in quotes. */
const anyCaseSign = '~'

interface NameOptions {
  readonly anyCase: boolean
  /** Capital letters have a sign before them, for DuckDB tells no names apart that differ in letter case only. */
  readonly tellsCase: boolean
}

/** How queries for DuckDB name the column of a place: by its path, `requestParameters.filters[0].name`. */
export const placeName = (steps: readonly Step[], { anyCase, tellsCase }: NameOptions): string =>
  `${anyCase ? anyCaseSign : ''}${steps.map((step, i) => stepText(step, i === 0, tellsCase)).join('')}`

/** The place that a column of such a name is; a name without a sign is a path. */
export const placeNamed = (name: string): RecordPlace =>
  name.startsWith(anyCaseSign) ? { path: name.slice(1), anyCase: true } : { path: name, anyCase: false }

function stepText(step: Step, isFirst: boolean, tellsCase: boolean): string {
  if (typeof step === 'number') return `[${step}]`
  const isPlain = /^[\w:@/$#-]+$/.test(step) && !(tellsCase && hasCapital.test(step))
  const escaped = step.replaceAll(/["\\]/g, '\\$&')
  const name = isPlain ? step : `"${tellsCase ? escaped.replaceAll(capitals, '\\$&') : escaped}"`
  return isFirst ? name : `.${name}`
}

const hasCapital = /\p{Lu}/u
const capitals = /\p{Lu}/gu
