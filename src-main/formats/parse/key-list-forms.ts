import { OnDemand } from '../../runtime/on-demand.ts'
import { tableLine, textLine, yamlForm } from '../printed-keys.ts'

/** 230 KB of code. Most key lists are JSON. */
const yaml = new OnDemand(() => import('yaml'))

/** Loads what it takes to read this text as keys. Whoever asks for them has waited for it. */
export async function loadForKeys(text: string): Promise<void> {
  if (yamlForm.test(text)) await yaml.load()
}

export type Fields = Readonly<Record<string, unknown>>

/**
 * Keys as `aws cloudtrail list-public-keys` prints them with `--output` yaml, yaml-stream, text or table; null for any other
 * text. Values are texts, times as they are printed.
 */
export function printedKeys(text: string): readonly Fields[] | null {
  if (tableLine.test(text)) return tableKeys(text)
  if (textLine.test(text)) return textKeys(text)
  return yamlForm.test(text) ? yamlKeys(text) : null
}

function textKeys(text: string): Fields[] {
  return [...text.matchAll(new RegExp(textLine, 'gm'))].map(
    ([, Fingerprint, ValidityEndTime, ValidityStartTime, Value]) => ({
      Fingerprint,
      ValidityEndTime,
      ValidityStartTime,
      Value,
    }),
  )
}

const fieldNames = new Set(['Fingerprint', 'ValidityEndTime', 'ValidityStartTime', 'Value'])

/** Several keys are rows under a row of names; a single one has a row for each field, with its name in front. */
function tableKeys(text: string): Fields[] {
  const keys: Fields[] = []
  let names: readonly string[] = []
  let single: Record<string, string> = {}
  for (const line of text.split(/\r?\n/)) {
    const cells = line.replace(/^\|+|\|+$/g, '').split('|').map((cell) => cell.trim()) // biome-ignore format: a chain
    const [first = '', second = ''] = cells
    if (cells.length > 1 && cells.every((cell) => fieldNames.has(cell))) names = cells
    else if (cells.length === 2 && fieldNames.has(first)) {
      if (first in single) single = {}
      if (Object.keys(single).length === 0) keys.push(single)
      single[first] = second
    } else if (cells.length === names.length && /^\|+\s/.test(line))
      keys.push(Object.fromEntries(names.map((name, at) => [name, cells[at]])))
  }
  return keys
}

function yamlKeys(text: string): Fields[] | null {
  try {
    // Of this schema, every scalar is text: a fingerprint of digits alone is no number.
    const documents = [...yaml.loaded.parseAllDocuments(text, { schema: 'failsafe' })]
    if (documents.some(({ errors }) => errors.length > 0)) return null
    const values = documents.flatMap((document): unknown => document.toJS({ maxAliasCount: 0 }))
    return values.flatMap((value) => keysIn(value))
  } catch {
    // An alias, which the AWS CLI never prints.
    return null
  }
}

function keysIn(value: unknown): Fields[] {
  const list: unknown = typeof value === 'object' && value !== null ? (value as Fields).PublicKeyList : null
  return Array.isArray(list) ? list : []
}
