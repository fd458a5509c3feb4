/**
 * Sigma over one record, slowly: parsed JSON, and regular expressions of JavaScript. It shares nothing with the product
 * but the specification.
 */
export type PlainRule = { readonly condition: string } & Readonly<Record<string, unknown>>

export function plainlyMatches(detection: PlainRule, record: unknown): boolean {
  const names = Object.keys(detection).filter((name) => name !== 'condition')
  const truth = new Map(names.map((name) => [name, identifierHolds(detection[name], record)]))
  const quantified = detection.condition.replace(/\b(1|any|all) of (\S+?)(?=[\s)]|$)/g, (_, count, pattern: string) => {
    const form = new RegExp(`^${pattern === 'them' ? '(?!_).*' : pattern.replaceAll('*', '.*')}$`)
    const held = names.filter((name) => form.test(name)).map((name) => truth.get(name)!)
    return String(count === 'all' ? held.every(Boolean) : held.some(Boolean))
  })
  const script = quantified.replace(/[\w*]+/g, (word) => {
    const operator = { and: '&&', or: '||', not: '!', true: 'true', false: 'false' }[word]
    return operator ?? String(truth.get(word))
  })
  // The judge of conditions is JavaScript itself; the test makes them.
  return new Function(`return ${script}`)()
}

function identifierHolds(identifier: unknown, record: unknown): boolean {
  if (Array.isArray(identifier)) return identifier.some((part) => identifierHolds(part, record))
  if (typeof identifier === 'object' && identifier !== null)
    return Object.entries(identifier).every(([key, value]) => fieldHolds(key, value, record))
  return like(JSON.stringify(record), `*${identifier}*`, false)
}

function fieldHolds(key: string, value: unknown, record: unknown): boolean {
  const [field, ...modifiers] = key.split('|')
  const wanted = Array.isArray(value) ? value : [value]
  const held = field === '' ? [JSON.stringify(record)] : valuesAt(record, field!.split('.'))
  const isThere = field === '' || isSetAt(record, field!.split('.'))
  const holds = (one: unknown) => {
    if (one === null) return !isThere
    if (modifiers.includes('exists')) return isThere === one
    return valueHolds(field === '' ? ['contains', ...modifiers] : modifiers, one, held, record)
  }
  const result = modifiers.includes('all') ? wanted.every(holds) : wanted.some(holds)
  return modifiers.includes('neq') ? !result : result
}

function valueHolds(modifiers: readonly string[], wanted: unknown, held: readonly string[], record: unknown): boolean {
  const has = (name: string) => modifiers.includes(name)
  const text = String(wanted)
  if (has('re')) return held.some((value) => new RegExp(text, ['i', 'm', 's'].filter(has).join('')).test(value))
  if (has('fieldref')) {
    const others = valuesAt(record, text.split('.')).map((other) => other.toLowerCase())
    return held.some((value) => others.some((other) => placed(value.toLowerCase(), other, has)))
  }
  if (has('cidr')) {
    const [base, length] = text.split('/') as [string, string]
    return held.some((value) => bitsOf(value)?.slice(0, Number(length)) === bitsOf(base)!.slice(0, Number(length)))
  }
  for (const [name, holds] of Object.entries(comparisons))
    if (has(name)) return held.some((value) => value.trim() !== '' && holds(Number(value), Number(text)))
  const pattern = has('contains') ? `*${text}*` : has('startswith') ? `${text}*` : has('endswith') ? `*${text}` : text
  return held.some((value) => like(value, pattern, has('cased')))
}

const comparisons = {
  lte: (a: number, b: number) => a <= b,
  lt: (a: number, b: number) => a < b,
  gte: (a: number, b: number) => a >= b,
  gt: (a: number, b: number) => a > b,
}

const placed = (value: string, other: string, has: (name: string) => boolean): boolean =>
  has('contains')
    ? value.includes(other)
    : has('startswith')
      ? value.startsWith(other)
      : has('endswith')
        ? value.endsWith(other)
        : value === other

/** An address of IPv4 as 32 figures. */
function bitsOf(address: string): string | null {
  const parts = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(address)?.slice(1)
  return parts === undefined ? null : parts.map((part) => Number(part).toString(2).padStart(8, '0')).join('')
}

/** `*` any text, `?` one character; a backslash takes away the meaning of these and of itself. */
function like(value: string, pattern: string, isCased: boolean): boolean {
  const parts = pattern.match(/\\[*?\\]|[\s\S]/g) ?? []
  const source = parts.map((part) => {
    if (part === '*') return '[\\s\\S]*'
    if (part === '?') return '[\\s\\S]'
    return part.at(-1)!.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
  })
  return new RegExp(`^${source.join('')}$`, isCased ? '' : 'i').test(value)
}

/** Whether something other than null is there, such as an empty list. */
function isSetAt(value: unknown, [step, ...steps]: readonly string[]): boolean {
  if (step === undefined) return value !== null && value !== undefined
  if (Array.isArray(value)) return value.some((each) => isSetAt(each, [step, ...steps]))
  return typeof value === 'object' && value !== null && isSetAt((value as Record<string, unknown>)[step], steps)
}

/** As texts; a list gives those of its elements. Null is no value. */
export function valuesAt(value: unknown, [step, ...steps]: readonly string[]): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((each) => valuesAt(each, step === undefined ? [] : [step, ...steps]))
  if (step !== undefined)
    return typeof value === 'object' && value !== null && Object.hasOwn(value, step)
      ? valuesAt((value as Record<string, unknown>)[step], steps)
      : []
  if (value === null || value === undefined) return []
  return [typeof value === 'object' ? JSON.stringify(value) : String(value)]
}
