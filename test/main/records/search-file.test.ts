import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import type { OpenedFile } from '../../../src-main/records/opened-content.ts'
import { type FileSearch, searchFile, spellings } from '../../../src-main/records/search-file.ts'

const folder = mkdtempSync(join(tmpdir(), 'trailproof-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Files written here are younger than any case; a case opened later takes them for untouched. */
const openedLater = Number.POSITIVE_INFINITY
const openedBefore = 0

/** A log file of records that are written as given, and where its events lie: every second record is one. */
function aLog(name: string, records: readonly string[], compress = true) {
  const path = join(folder, name)
  const bytes = Buffer.from(`{"Records":[${records.join(',')}]}`)
  writeFileSync(path, compress ? gzipSync(bytes) : bytes)
  let at = '{"Records":['.length
  const places = records.map((record, index) => {
    const length = Buffer.byteLength(record)
    const place = { index, offset: at, length }
    at += length + 1
    return place
  })
  const events = places.filter(({ index }) => index % 2 === 0)
  const file: OpenedFile = {
    file: 0,
    path,
    member: null,
    encoding: 'json',
    readSha256: createHash('sha256').update(bytes).digest('hex'),
    bytes: (compress ? gzipSync(bytes) : bytes).length,
  }
  const search = (text: string, openedAt = openedLater): FileSearch =>
    searchFile(
      file,
      spellings(text),
      () => ({
        rows: Uint32Array.from(events, ({ index }) => index),
        offset: Uint32Array.from(events, ({ offset }) => offset),
        length: Uint32Array.from(events, ({ length }) => length),
      }),
      openedAt,
    )
  return { path, bytes, search }
}

const quoted = (text: string, unit: (unit: string) => string) =>
  JSON.stringify(text).replace(/[\u0080-\uffff]/g, (letter) => unit(letter.charCodeAt(0).toString(16).padStart(4, '0')))

test.each([
  ['as it is', 'ab/cd', '"ab/cd"'],
  ['quotes', 'say "no"', JSON.stringify('say "no"')],
  ['not ASCII, as UTF-8', 'Zoë 💧', '"Zoë 💧"'],
  ['not ASCII, escaped', 'Zoë 💧', quoted('Zoë 💧', (hex) => `\\u${hex}`)],
  ['not ASCII, escaped in capitals', 'Zoë 💧', quoted('Zoë 💧', (hex) => `\\u${hex.toUpperCase()}`)],
  ['across members', '"eventName":"GetUser"', '"x","eventName":"GetUser"'],
])('%s: the text is found as the file writes it', (_, text, written) => {
  const { search } = aLog('spelled.json.gz', [`{"v":${written}}`, '{}'])
  expect(search(text)).toEqual({ rows: [0], outside: 0, problem: null })
})

test('the case of letters counts, and a text that begins in one record and ends in the next is in neither', () => {
  const { search } = aLog('edge.json.gz', ['{"a":"AKIA"}', '{}', '{"b":1}'])
  expect(search('akia')).toMatchObject({ rows: [] })
  expect(search('},{')).toMatchObject({ rows: [], outside: 2 })
})

test('what lies in records that are no events is counted beside', () => {
  const { search } = aLog('outside.json.gz', ['{"a":"key"}', '{"a":"key key"}', '{"a":"key key"}', '{}'])
  expect(search('key')).toEqual({ rows: [0, 2], outside: 2, problem: null })
  expect(search('Records')).toEqual({ rows: [], outside: 1, problem: null })
})

test('finds in any log what looking at every record’s text, as written and as parsed, finds', () => {
  const word = fc.constantFrom('a', 'ab', '"', '\\', 'ö', '💧', ' ', 'AKIA', '/', '\n')
  const text = fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join(''))
  fc.assert(
    fc.property(fc.array(text, { maxLength: 8 }), text, fc.boolean(), (values, sought, isAscii) => {
      const write = (value: string) => (isAscii ? quoted(value, (hex) => `\\u${hex}`) : JSON.stringify(value))
      const records = values.map((value) => `{"value":${write(value)}}`)
      const { search } = aLog('any.json.gz', records)
      const expected = records.flatMap((record, row) =>
        row % 2 === 0 && (record.includes(sought) || values[row]!.includes(sought)) ? [row] : [],
      )
      const { rows } = search(sought)
      expect(rows?.toSorted((a, b) => a - b)).toEqual(expected)
    }),
    { numRuns: 500 },
  )
})

describe('a file that is no longer what was opened', () => {
  test('of another size, or inflating to something else, is named and nothing of it is found', () => {
    const { path, search } = aLog('longer.json.gz', ['{"a":"key"}'])
    writeFileSync(path, gzipSync(`{"Records":[{"a":"key"},${' '.repeat(999)}{}]}`))
    expect(search('key')).toEqual({ rows: null, problem: `${path} has changed since it was opened.` })
    expect(search('nowhere')).toEqual({ rows: null, problem: `${path} has changed since it was opened.` })
  })

  test('of the same size is found out by its hash where it holds the text, whatever its times say', () => {
    const { path, bytes, search } = aLog('same-size.json', ['{"a":"key"}'], false)
    writeFileSync(path, bytes.toString().replace('key', 'yek'))
    utimesSync(path, 0, 0)
    expect(search('yek')).toEqual({ rows: null, problem: `${path} has changed since it was opened.` })
  })

  test('is found out without a hit where its inode has changed since', () => {
    const { path, search } = aLog('touched.json.gz', ['{"a":"key"}'])
    const other = aLog('other.json.gz', ['{"a":"yek"}'])
    writeFileSync(path, gzipSync(other.bytes))
    utimesSync(path, 0, 0)
    expect(search('nowhere', openedBefore)).toMatchObject({ rows: null })
    expect(search('yek', openedLater)).toMatchObject({ rows: null })
  })

  test('that is gone is named, with the reason', () => {
    const { path, search } = aLog('gone.json.gz', ['{"a":"key"}'])
    rmSync(path)
    expect(search('key')).toEqual({ rows: null, problem: expect.stringContaining(`${path}: It could not be read`) })
  })
})

test('gzip within gzip is searched in its innermost content', () => {
  const { path, bytes } = aLog('nested.json.gz', ['{"a":"needle"}'])
  const nested = gzipSync(gzipSync(bytes))
  writeFileSync(path, nested)
  const readSha256 = createHash('sha256').update(bytes).digest('hex')
  const places = { rows: Uint32Array.of(3), offset: Uint32Array.of(12), length: Uint32Array.of(14) }
  const file = { file: 0, path, member: null, encoding: 'json' as const, readSha256, bytes: nested.length }
  const found = searchFile(file, spellings('needle'), () => places, openedLater)
  expect(found).toEqual({ rows: [3], outside: 0, problem: null })
})
