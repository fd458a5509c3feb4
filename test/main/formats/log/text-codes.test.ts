import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CodedText } from '../../../../src-main/columns/coded-text.ts'
import { TextDictionary } from '../../../../src-main/columns/text-dictionary.ts'
import { BatchBuilder } from '../../../../src-main/formats/log/batch-builder.ts'
import { Extractor } from '../../../../src-main/formats/log/extractor.ts'
import { columnNames } from '../../../../src-shared/model/columns.ts'

/** A reader of records with only a userAgent, whose bytes between the quotes are given; and what it sends. */
function aReader() {
  const batch = new BatchBuilder(64)
  const extractor = new Extractor(batch, () => {
    throw new Error('the batch is full')
  })
  return (values: readonly Buffer[]) => {
    const records = values.map((value) =>
      Buffer.concat([Buffer.from('{"eventVersion":"1.08","userAgent":"'), value, Buffer.from('"}\n')]),
    )
    extractor.extract(0, Buffer.concat(records))
    const { columns, newTexts, events } = batch.take()
    expect(events).toBe(values.length)
    return { codes: [...(columns.userAgent as Uint32Array)], texts: newTexts.userAgent }
  }
}

/** What a Map of strings would say, text by text in order of arrival. */
function slowly(arrivals: readonly (readonly string[])[]) {
  const codes = new Map<string, number>()
  const codeOf = (text: string) => {
    if (!codes.has(text)) codes.set(text, codes.size + 1)
    return codes.get(text)!
  }
  const given = arrivals.map((texts) => texts.map(codeOf))
  return { given, texts: ['', ...codes.keys()] }
}

/** Told one by one, which has to be what they are when all are made at once. */
function stringsOf(dictionary: TextDictionary): readonly string[] {
  const column = new CodedText(new Uint8Array(), dictionary.giveTexts())
  const strings = Array.from({ length: dictionary.size }, (_, code) => column.textOf(code))
  expect(column.dictionary).toEqual(strings)
  return strings
}

/** Batches of several readers, in the order in which they arrive. */
function merged(batches: readonly { readonly reader: number; readonly values: readonly Buffer[] }[]) {
  const dictionary = new TextDictionary()
  const readers = [aReader(), aReader(), aReader()]
  const known = readers.map(() => [0])
  const given = batches.map(({ reader, values }) => {
    const { codes, texts } = readers[reader]!(values)
    if (texts !== undefined) known[reader]!.push(...dictionary.codesOf(texts))
    return codes.map((code) => known[reader]![code]!)
  })
  return { given, texts: stringsOf(dictionary) }
}

const decoded = (values: readonly Buffer[]) => values.map((value) => JSON.parse(`"${value.toString()}"`) as string)
const spelled = (text: string) => Buffer.from(JSON.stringify(text).slice(1, -1))
const escaped = (text: string) =>
  Buffer.from(
    [...Array(text.length).keys()].map((i) => `\\u${text.charCodeAt(i).toString(16).padStart(4, '0')}`).join(''),
  )

test.each<[string, Buffer[][]]>([
  ['a text met by two readers', [[spelled('curl')], [spelled('curl')]]],
  ['with and without escapes', [[spelled('curl')], [escaped('curl')]]],
  ['no characters, and one more than none', [[spelled('')], [spelled('\u0000'), spelled('\u0000\u0000'), spelled('')]]],
  [
    'bytes that are no UTF-8, and what they stand for',
    [[Buffer.from([0xff])], [spelled('\ufffd'), Buffer.from([0xfe])]],
  ],
  [
    'lone surrogates',
    [
      [escaped('\ud800'), escaped('\udc00x')],
      [escaped('\udc00x'), spelled('\ufffd')],
    ],
  ],
  ['letters of two to four bytes', [[spelled('é€😀')], [escaped('é€😀'), spelled('é€')]]],
  ['texts that differ in their last byte', [[spelled('a'.repeat(99_999)), spelled(`${'a'.repeat(99_998)}b`)]]],
])('%s: the codes are those of a map of strings', (_, arrivals) => {
  const found = merged(arrivals.map((values, reader) => ({ reader, values })))
  expect(found).toEqual(slowly(arrivals.map(decoded)))
})

const valueArbitrary = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }).map(spelled),
  fc.string({ unit: 'binary', maxLength: 3 }).map(escaped),
  fc.constantFrom('a', 'b', 'é', '\ufffd').map((letter) => spelled(letter.repeat(4))),
  fc.integer({ min: 0, max: 600 }).map((length) => spelled('x'.repeat(length))),
  fc.uint8Array({ min: 0x80, maxLength: 4 }).map((bytes) => Buffer.from(bytes)),
)

test('whatever comes from whichever reader, the codes are those of a map of strings', () => {
  const batch = fc.record({
    reader: fc.nat({ max: 2 }),
    values: fc.array(valueArbitrary, { minLength: 1, maxLength: 20 }),
  })
  fc.assert(
    fc.property(fc.array(batch, { maxLength: 8 }), (batches) => {
      expect(merged(batches)).toEqual(slowly(batches.map(({ values }) => decoded(values))))
    }),
    { numRuns: 60 },
  )
})

test('100,000 texts, each met twice', () => {
  const reader = () => {
    const batch = new BatchBuilder(1)
    const dictionary = batch.dictionaries[columnNames.indexOf('userAgent')]!
    for (let k = 0; k < 100_000; k++) dictionary.codeOfText(`agent ${(k * 7919) % 100_003}`)
    return dictionary.takeFresh()!
  }
  const dictionary = new TextDictionary()
  const first = dictionary.codesOf(reader())
  expect(dictionary.codesOf(reader())).toEqual(first)
  expect(first).toEqual(Uint32Array.from({ length: 100_000 }, (_, k) => k + 1))
  const texts = stringsOf(dictionary)
  expect(texts).toHaveLength(100_001)
  expect(texts[2]).toBe('agent 7919')
})
