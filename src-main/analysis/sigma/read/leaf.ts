import { readBlock } from '../../../../src-shared/base/ip.ts'
import { parsePath } from '../../../../src-shared/base/json-slice.ts'
import { readRegex } from '../../../../src-shared/base/regex/regex.ts'
import { emptyIsNull } from '../../../../src-shared/model/columns.ts'
import { fieldNamed, pathNamed } from '../field.ts'
import { patternTest } from '../match/pattern-test.ts'
import { type Field, type Leaf, orders, type Part, type Place, type Test } from '../tree.ts'
import type { Placeholders } from './placeholders.ts'
import { Refused } from './refused.ts'
import { signsOf } from './signs.ts'
import type { Yaml } from './yaml.ts'

/** Modifiers that decide how a value is compared; a field has at most one of them. */
const kinds = new Map<string, Place | 're' | 'cidr' | 'exists' | 'fieldref' | (typeof orders)[number]>([
  ['contains', 'inside'], ['startswith', 'start'], ['endswith', 'end'], ['re', 're'], ['cidr', 'cidr'],
  ['exists', 'exists'], ['fieldref', 'fieldref'], ...orders.map((order) => [order, order] as const),
]) // biome-ignore format: a table
/** Modifiers beside them. */
const others = new Set(['all', 'cased', 'windash', 'expand', 'neq', 'i', 'm', 's'])
/** Modifiers of Sigma whose rules are refused: no field of CloudTrail is asked for with them. */
const unsupported = new Set([
  'base64', 'base64offset', 'utf16le', 'utf16be', 'utf16', 'wide', 'minute', 'hour', 'day', 'week', 'month', 'year',
]) // biome-ignore format: a list

interface Modifiers {
  readonly names: ReadonlySet<string>
  /** `fieldref` may stand beside a place. */
  readonly kind: Place | 're' | 'cidr' | 'exists' | 'fieldref' | (typeof orders)[number]
  readonly place: Place
}

/** Reads `field|modifier|…: value`; a key without a field, such as `|all`, is looked for in the whole record. */
export function readLeaf(key: string, value: Yaml, line: number, placeholders: Placeholders): Part {
  const [name = '', ...modified] = key.split('|')
  const modifiers = modifiersOf(modified, line)
  const isByRecord = modifiers.kind === 'fieldref' || isEmptyAsked(name, value)
  const field: Field | null = name === '' ? { kind: 'record' } : isByRecord ? pathNamed(name) : fieldNamed(name)
  if (field === null) throw new Refused(line, `“${name}” is no path of a record`)
  return leafOf(field, key, modifiers, value, placeholders)
}

/** Texts that are looked for in the whole record; one that is found is enough. */
export const readKeywords = (value: Yaml, placeholders: Placeholders): Part =>
  leafOf({ kind: 'record' }, 'keywords', modifiersOf([], value.line), value, placeholders)

function modifiersOf(written: readonly string[], line: number): Modifiers {
  const names = new Set(written)
  for (const name of names) {
    if (unsupported.has(name)) throw new Refused(line, `the modifier “${name}” is not supported`)
    if (!kinds.has(name) && !others.has(name)) throw new Refused(line, `“${name}” is no modifier of Sigma`)
  }
  const asked = written.flatMap((name) => kinds.get(name) ?? [])
  const places = asked.filter(isPlace)
  const isReference = names.has('fieldref')
  const first = isReference ? 'fieldref' : asked[0]
  if (places.length > 1 || asked.length - (isReference ? places.length : 0) > 1)
    throw new Refused(line, `the modifiers ${written.join(' and ')} do not go together`)
  if ((names.has('i') || names.has('m') || names.has('s')) && !names.has('re'))
    throw new Refused(line, 'the modifiers i, m and s belong to re')
  return { names, kind: first ?? 'whole', place: places[0] ?? 'whole' }
}

const isPlace = (kind: string): kind is Place => ['whole', 'inside', 'start', 'end'].includes(kind)

function leafOf(field: Field, key: string, modifiers: Modifiers, value: Yaml, placeholders: Placeholders): Part {
  const { line } = value
  const values = value.kind === 'list' ? value.parts : [value]
  if (values.length === 0) throw new Refused(line, `“${key}” has no value`)
  const texts = values.flatMap((each): readonly (string | null)[] => {
    if (each.kind === 'null') return [null]
    if (each.kind !== 'text') throw new Refused(each.line, `“${key}” takes texts, not a ${each.kind} in a list`)
    if (!modifiers.names.has('expand')) return [each.text]
    const expanded = placeholders.expand(each.text)
    if ('missing' in expanded)
      throw new Refused(
        each.line,
        `the placeholder %${expanded.missing}% has no values: a file of placeholders may name them`,
      )
    return expanded.texts
  })
  const leaf = (of: readonly (string | null)[]): Leaf => ({
    kind: 'leaf',
    field,
    tests: of.map((text) => testOf(field, modifiers, text, line)),
    written: `${key}: ${of.map((text) => (text === null ? 'null' : text === '' ? '""' : text)).join(', ')}`,
  })
  const part: Part = modifiers.names.has('all')
    ? { kind: 'all', parts: texts.map((text) => leaf([text])) }
    : leaf(texts)
  return modifiers.names.has('neq') ? { kind: 'not', part } : part
}

/** In these columns an empty text is null: only the record tells one from the other. */
function isEmptyAsked(name: string, value: Yaml): boolean {
  const values = value.kind === 'list' ? value.parts : [value]
  const isEmpty = values.some((each) => each.kind === 'text' && each.text === '')
  return isEmpty && (emptyIsNull as ReadonlySet<string>).has(name)
}

function testOf(field: Field, { names, kind, place }: Modifiers, text: string | null, line: number): Test {
  if (text === null) {
    if (kind !== 'whole' || field.kind === 'record') throw new Refused(line, 'null goes with no modifier')
    return { kind: 'unset' }
  }
  const isCased = names.has('cased')
  switch (kind) {
    case 're':
      return regexTest(text, names, line)
    case 'cidr': {
      const block = readBlock(text.includes('/') ? text : `${text}/${text.includes(':') ? 128 : 32}`)
      if (!block.ok) throw new Refused(line, lowerFirst(block.message))
      return { kind: 'block', block: text.includes('/') ? text : `${text}/${text.includes(':') ? 128 : 32}` }
    }
    case 'exists': {
      const asked = text.toLowerCase()
      if (asked !== 'true' && asked !== 'false') throw new Refused(line, `exists takes true or false, not “${text}”`)
      return { kind: asked === 'true' ? 'set' : 'unset' }
    }
    case 'fieldref': {
      const steps = parsePath(text)
      if (steps === null || steps.length === 0) throw new Refused(line, `“${text}” is no path of a record`)
      return { kind: 'other-field', steps, place, isCased }
    }
    case 'lt':
    case 'lte':
    case 'gt':
    case 'gte': {
      const than = text.trim() === '' ? Number.NaN : Number(text)
      if (!Number.isFinite(than)) throw new Refused(line, `${kind} takes a number, not “${text}”`)
      return { kind: 'order', order: kind, than }
    }
    default: {
      const where = field.kind === 'record' && kind === 'whole' ? 'inside' : kind
      const signs = signsOf(text, { place: where, anyDash: names.has('windash') })
      const test: Test = { kind: 'pattern', signs, isCased }
      const read = patternTest(test)
      if (!read.ok) throw new Refused(line, lowerFirst(read.message))
      return test
    }
  }
}

/** Case counts, unless the modifier `i` stands there. */
function regexTest(text: string, names: ReadonlySet<string>, line: number): Test {
  const set = ['i', 'm', 's'].filter((flag) => names.has(flag)).join('')
  const flags = `(?${set}${names.has('i') ? '' : '-i'})`
  // Flags that stand in the pattern itself are added to those.
  const inner = /^\(\?([ims]+)\)/.exec(text)
  const all = inner === null ? flags : `(?${set}${inner[1]}${(set + inner[1]).includes('i') ? '' : '-i'})`
  const pattern = all + text.slice(inner?.[0].length ?? 0)
  const read = readRegex(pattern)
  if (!read.ok) throw new Refused(line, lowerFirst(read.message))
  return { kind: 'regex', pattern }
}

const lowerFirst = (sentence: string): string => sentence.charAt(0).toLowerCase() + sentence.slice(1)
