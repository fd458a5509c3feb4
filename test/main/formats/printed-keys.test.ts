import { beforeAll, describe, expect, test } from 'vitest'
import { parseKeys } from '../../../src-main/formats/parse/key-list.ts'
import { loadForKeys } from '../../../src-main/formats/parse/key-list-forms.ts'
import { formatOf } from '../../../src-main/formats/registry.ts'
import { firstKey, publicKeyList, secondKey } from '../../fixtures/keys.ts'

const dates = { validFrom: new Date('2024-01-01T00:00:00Z'), validUntil: new Date('2024-12-31T00:00:00Z') }
const listed = (keys = [firstKey, secondKey]) => publicKeyList(keys.map((key) => ({ key, ...dates }))).PublicKeyList
type Listed = ReturnType<typeof listed>

const names = ['Fingerprint', 'ValidityEndTime', 'ValidityStartTime', 'Value'] as const
const valuesOf = (key: Listed[number]) => names.map((name) => key[name])

/** As the AWS CLI lays a table out: a border, the title, and rows of padded cells. */
function table(rows: readonly (readonly string[])[], title: string | null): string {
  const bars = title === null ? '|' : '||'
  const widths = rows[0]!.map((_, at) => Math.max(...rows.map((row) => row[at]!.length)) + 3)
  const border = `${bars.slice(1)}+${widths.map((width) => '-'.repeat(width)).join('+')}+${bars.slice(1)}`
  const lines = rows.map((row) => bars + row.map((cell, at) => `  ${cell}`.padEnd(widths[at]!)).join('|') + bars)
  const [head = '', ...others] = lines
  const top = ['-'.repeat(border.length), `|  list-public-keys  |`, `+${'-'.repeat(border.length - 2)}+`]
  const named = title === null ? [] : [`||  ${title}  ||`, border]
  return [...top, ...named, head, border, ...others, border, ''].join('\n')
}

const yamlOf = (keys: Listed, before = '') =>
  keys
    .map((key) => names.map((name, at) => `${before}${at === 0 ? '- ' : '  '}${name}: ${quoted(key[name])}\n`).join(''))
    .join('')
const quoted = (value: string) => (value.includes(':') ? `'${value}'` : value)

const forms: Readonly<Record<string, (keys: Listed) => string>> = {
  text: (keys) => keys.map((key) => `PUBLICKEYLIST\t${valuesOf(key).join('\t')}\n`).join(''),
  'text of a query': (keys) => keys.map((key) => `${valuesOf(key).join('\t')}\n`).join(''),
  table: (keys) => table([names, ...keys.map(valuesOf)], 'PublicKeyList'),
  'table of a query': (keys) => table([names, ...keys.map(valuesOf)], null),
  'tables of single keys': (keys) =>
    keys.map((key) => table(names.map((name) => [name, key[name]]), 'PublicKeyList')).join(''), // biome-ignore format: a line
  yaml: (keys) => `PublicKeyList:\n${yamlOf(keys)}`,
  'yaml-stream': (keys) => `- PublicKeyList:\n${yamlOf(keys, '  ')}`,
}

beforeAll(() => loadForKeys(forms.yaml!(listed())))

describe.each(Object.keys(forms))('%s', (name) => {
  const text = forms[name]!(listed())
  test.each([
    ['as printed', text],
    ['with line ends of Windows', text.replaceAll('\n', '\r\n')],
  ])('%s, keys are read as from JSON', (_, printed) => {
    expect(formatOf(Buffer.from(printed), 'keys.txt')).toMatchObject({ kind: 'public-keys', form: 'public key list' })
    expect(parseKeys(printed, 'keys')).toEqual(parseKeys(JSON.stringify({ PublicKeyList: listed() }), 'keys'))
  })
})

test('times as seconds since 1970, as version 1 of the AWS CLI prints them', () => {
  const [, , , value] = valuesOf(listed([firstKey])[0]!)
  const { keys } = parseKeys(`PUBLICKEYLIST\t${firstKey.fingerprint}\t1735603200.0\t1704067200.0\t${value}\n`, 'keys')
  expect(keys).toMatchObject([{ validFrom: Date.UTC(2024, 0, 1), validUntil: Date.UTC(2024, 11, 31), defects: [] }])
})

test.each([
  ['aliases without end', 'PublicKeyList:\n- &a {Value: x}\n- *a\n'],
  ['a tag', 'PublicKeyList: !!js/function "x"\n- ]'],
])('yaml with %s is no list', (_, text) => {
  expect(parseKeys(text, 'keys')).toEqual({
    keys: [],
    problems: ['It is no list of public keys in a form that the AWS CLI prints.'],
  })
})

test('another table, and text that names the list, are none', () => {
  for (const text of ['+----+\n|  a |\n+----+\n', 'see PublicKeyList: x\n', `${'a'.repeat(32)}\tb\n`])
    expect(formatOf(Buffer.from(text), 'notes.txt').kind).toBe('other')
})
