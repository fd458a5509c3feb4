import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { contentOf } from '../../../../src-main/files/content.ts'
import { BatchBuilder } from '../../../../src-main/formats/log/batch-builder.ts'
import { writeByJsonParse } from '../../../../src-main/formats/log/by-json-parse.ts'
import { columnNames } from '../../../../src-shared/model/columns.ts'
import { linesOf } from '../../../fixtures/batch-lines.ts'
import { expectEqual } from '../../../fixtures/expect-equal.ts'
import { exampleRecord, newReader } from '../../../fixtures/read-text.ts'

const extract = newReader()

const plainBatch = new BatchBuilder(64)
const plainStrings = new Map<string, string[]>()

/** The same by JSON.parse alone, one text of a record at a time. */
function plainlyTexts(texts: readonly string[]) {
  return texts.flatMap((text) => {
    writeByJsonParse(text, plainBatch)
    plainBatch.events++
    return linesOf(plainBatch.take(), plainStrings)
  })
}
const plainly = (records: readonly unknown[]) => plainlyTexts(records.map((record) => JSON.stringify(record)))

const sizes = columnNames.filter((name) => name.endsWith('Bytes'))
const comparable = (line: Record<string, unknown>) =>
  Object.fromEntries(
    Object.entries(line).filter(([name]) => !['offset', 'length', 'index', ...sizes].includes(name as never)),
  )

const keyArbitrary = fc.constantFrom(
  'eventName', 'eventSource', 'eventTime', 'eventID', 'requestID', 'userIdentity', 'sessionContext', 'sessionIssuer',
  'attributes', 'mfaAuthenticated', 'arn', 'ARN', 'ARNPrefix', 'type', 'accountId', 'resources', 'readOnly', 'requestParameters',
  'responseElements', 'credentials', 'accessKey', 'accessKeyId', 'roleArn', 'tlsDetails', 'tlsVersion', 'errorCode',
  'serviceEventDetails', 'SwitchRole', 'Records', '__proto__', 'constructor', 'x', '',
) // biome-ignore format: a list of keys
const textArbitrary = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.constantFrom('', 'true', 'false', 'TRUE', 'null', 'a"b\\c/', '\ud800', '\u0000', '2024-02-29T23:59:59Z'),
  fc.constantFrom('2023-02-29T00:00:00Z', '2024-03-05T10:00:00.123Z', '2024-03-05T10:00:00+02:00', '2024-03-05'),
  fc.constantFrom('2024-03-05 10:00:00', '2024-03-05T10:00', '1709629953', '1709629953250', '1969-12-31T23:59:59Z'),
  fc.uuid(),
  fc.uuid().map((id) => id.toUpperCase()),
)
const valueArbitrary: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 5 },
    textArbitrary, fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.boolean(), fc.constant(null),
    fc.array(tie('value'), { maxLength: 4 }), tie('object'),
  ), // biome-ignore format: two rows
  object: fc.dictionary(keyArbitrary, tie('value'), { maxKeys: 8 }),
})).object
const recordArbitrary = fc
  .tuple(
    fc.dictionary(
      keyArbitrary,
      valueArbitrary.map((v) => v),
      { maxKeys: 10 },
    ),
    fc.dictionary(keyArbitrary, textArbitrary),
  )
  .map(([objects, texts]) => ({ eventVersion: '1.08', ...objects, ...texts }))

/** JSON text with any white space and escapes that JSON allows. */
function looseJson(value: unknown, next: () => number): string {
  const space = () => ['', '', '', ' ', '\n', '\t', '\r\n  '][next() % 7]
  if (typeof value === 'string') {
    const escaped = [
      ...JSON.stringify(value)
        .slice(1, -1)
        .matchAll(/\\u[0-9a-f]{4}|\\.|[^\\]/gsu),
    ].map(([c]) =>
      c.length === 1 && next() % 9 === 0
        ? `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`
        : c === '/' && next() % 2
          ? '\\/'
          : c,
    )
    return `"${escaped.join('')}"`
  }
  if (Array.isArray(value)) return `[${space()}${value.map((v) => looseJson(v, next) + space()).join(`,${space()}`)}]`
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).map(
      ([key, v]) => `${looseJson(key, next)}${space()}:${space()}${looseJson(v, next)}${space()}`,
    )
    return `{${space()}${members.join(`,${space()}`)}}`
  }
  return JSON.stringify(value)
}

describe('the byte extractor reads as JSON.parse does', () => {
  test('any record, in any spelling JSON allows', () => {
    fc.assert(
      fc.property(fc.array(recordArbitrary, { maxLength: 5 }), fc.infiniteStream(fc.nat(1000)), (records, numbers) => {
        const text = looseJson({ Records: records }, () => numbers.next().value)
        const parsed = (JSON.parse(text) as { Records: unknown[] }).Records
        const { lines, found } = extract(text)
        expect(found.fault).toBeNull()
        expect(found.unparsed).toEqual([])
        expectEqual(lines.map(comparable), plainly(parsed).map(comparable))
      }),
      { numRuns: 600 },
    )
  })

  test('a text with any bytes changed is accepted just when JSON.parse accepts it', () => {
    const original = Buffer.from(looseJson({ Records: [exampleRecord, exampleRecord] }, () => 3))
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(original.length - 1), fc.constantFrom(...'{}[]",:\\ \n01-+.eEutfn\u0001a')), {
          minLength: 1,
          maxLength: 3,
        }),
        (changes) => {
          const bytes = Buffer.from(original)
          for (const [at, character] of changes) bytes[at] = character.charCodeAt(0)
          const { lines, found } = extract(bytes)
          let parsed: unknown
          try {
            parsed = JSON.parse(bytes.toString())
          } catch {
            expect(found.fault).not.toBeNull()
            return
          }
          expect(found.fault).toBeNull()
          const records = (parsed as { Records?: unknown[] }).Records
          if (Array.isArray(records)) expect(lines.length + found.unparsed.length).toBe(found.records)
          const events = (Array.isArray(records) ? records : [parsed]).filter(
            (record) =>
              typeof record === 'object' &&
              record !== null &&
              !Array.isArray(record) &&
              Object.hasOwn(record, 'eventVersion'),
          )
          // A letter in the other case is a key in another spelling, which spelling.test.ts is about.
          if (lines.length === events.length && found.respelled.size === 0)
            expectEqual(lines.map(comparable), plainly(events).map(comparable))
        },
      ),
      { numRuns: 4000 },
    )
  })

  test('a text cut off anywhere keeps the records before the cut and says where it ends', () => {
    const original = Buffer.from(JSON.stringify({ Records: [exampleRecord, exampleRecord, exampleRecord] }))
    const whole = extract(original)
    const ends = [...Array(3).keys()].map((i) => Number(whole.lines[i]!.offset) + Number(whole.lines[i]!.length))
    for (let cut = 1; cut < original.length; cut++) {
      const { lines, found } = extract(original.subarray(0, cut))
      expect(lines.length).toBe(ends.filter((end) => end <= cut).length)
      expect(found.fault).not.toBeNull()
      expect(found.records).toBe(lines.length + found.unparsed.length)
    }
  })

  test('nesting a million deep, a record of 10 MB, and duplicate keys', () => {
    const deep = `{"eventVersion":"1.08","requestParameters":${'['.repeat(1e6)}${']'.repeat(1e6)},"eventName":"Deep"}`
    const large = JSON.stringify({
      eventVersion: '1.08',
      eventName: 'Large',
      requestParameters: { text: 'x'.repeat(1e7) },
    })
    const double =
      '{"eventVersion":"1.08","eventName":"First","eventName":"Last","userIdentity":{"arn":"a"},"userIdentity":{}}'
    const { lines, found } = extract(`${deep}\n${large}\n${double}`)
    expect(lines.map(({ eventName, userIdentityArn }) => [eventName, userIdentityArn])).toEqual([
      ['Deep', null],
      ['Large', null],
      ['Last', null],
    ])
    expect(lines[1]!.requestParametersBytes).toBe(1e7 + 11)
    expect(found.byJsonParse).toBe(1)
  })

  test('JSON lines, some of them broken', () => {
    const line = fc.tuple(recordArbitrary, fc.boolean())
    fc.assert(
      fc.property(fc.array(line, { maxLength: 6 }), (records) => {
        const text = records
          .map(([record, whole]) => JSON.stringify(record).slice(0, whole ? undefined : -1))
          .join('\n')
        const { lines, found } = extract(text)
        const whole = records.filter(([, isWhole]) => isWhole).map(([record]) => record)
        expectEqual(lines.map(comparable), plainly(whole).map(comparable))
        expect(found.unparsed.length).toBe(records.length - whole.length)
        expect(found.records).toBe(records.length)
      }),
      { numRuns: 500 },
    )
  })

  test('numbers of any size, where they are usual and where they are not', () => {
    const digits = fc.array(fc.constantFrom(...'0123456789'), { maxLength: 400 }).map((list) => list.join(''))
    const numberText = fc
      .tuple(
        fc.constantFrom('', '-'),
        fc.nat(9),
        digits,
        fc.constantFrom('', '.0', '.5', 'e9', 'E+400', 'e-400', '.1e1'),
      )
      .map(([sign, first, rest, end]) => `${sign}${first}${first === 0 ? '' : rest}${end}`)
    const key = fc.constantFrom('eventName', 'eventTime', 'eventID', 'readOnly', 'requestParameters', 'x')
    fc.assert(
      fc.property(fc.array(fc.tuple(key, numberText), { maxLength: 4 }), (members) => {
        const text = `{"eventVersion":"1.08"${members.map(([name, number]) => `,"${name}":${number}`).join('')}}`
        expectEqual(extract(text).lines.map(comparable), plainlyTexts([text]).map(comparable))
      }),
      { numRuns: 500 },
    )
  })

  test('any bytes inside strings, valid UTF-8 or not, are decoded as Buffer.toString does', () => {
    const key = fc.constantFrom('eventName', 'userAgent', 'eventTime', 'eventID', 'readOnly', 'requestParameters', 'x')
    const someBytes = fc.oneof(
      fc.uint8Array({ min: 0x80, maxLength: 40 }),
      fc.string({ unit: 'grapheme', maxLength: 20 }).map((text) => Buffer.from(JSON.stringify(text).slice(1, -1))),
      fc.uint8Array({ min: 0x7d, max: 0xff, maxLength: 40 }),
    )
    fc.assert(
      fc.property(fc.array(fc.tuple(key, someBytes), { maxLength: 4 }), (members) => {
        const parts = members.map(([name, value]) => Buffer.from([...Buffer.from(`,"${name}":"`), ...value, 0x22]))
        const bytes = Buffer.concat([Buffer.from('{"eventVersion":"1.08"'), ...parts, Buffer.from('}')])
        const { lines, found } = extract(bytes)
        expect(found.fault).toBeNull()
        expectEqual(lines.map(comparable), plainlyTexts([bytes.toString('utf8')]).map(comparable))
      }),
      { numRuns: 2000 },
    )
  })

  test('it makes no difference in which pieces a file comes to lie in memory', () => {
    const readers = [1, 2, 3, 7, 16, 33, 64, 100, 500].map(newReader)
    const change = fc.option(fc.tuple(fc.nat(), fc.constantFrom(...'{}[]",:\\ \n1e')))
    const form = fc.constantFrom('wrapper', 'wrapper with more', 'list', 'lines')
    const numbers = fc.infiniteStream(fc.nat(1000))
    fc.assert(
      fc.property(
        fc.array(recordArbitrary, { maxLength: 4 }),
        numbers,
        form,
        change,
        (records, stream, form, change) => {
          const next = () => stream.next().value as number
          const bytes = Buffer.from(
            form === 'lines'
              ? records.map((record) => JSON.stringify(record)).join('\n')
              : form === 'list'
                ? looseJson([...records, 123456, 'text', null], next)
                : looseJson(
                    { Records: records, ...(form === 'wrapper' ? {} : { x: [1.5e3, 'y'], eventName: 'z' }) },
                    next,
                  ),
          )
          if (change !== null && bytes.length > 0) bytes[change[0] % bytes.length] = change[1].charCodeAt(0)
          const whole = extract(bytes)
          for (const read of readers) {
            const { lines, found } = read(bytes)
            expectEqual(found, whole.found)
            expectEqual(lines, whole.lines)
          }
        },
      ),
      { numRuns: 500 },
    )
  })

  test('a number behind the records may lie in two pieces', () => {
    const text = '{"Records":[{"eventVersion":"1"}],"x":1500,"y":-2.5e3}'
    for (let size = 1; size <= text.length; size++) {
      const { lines, found } = newReader(size)(Buffer.from(text))
      expect([size, found.fault, lines.length]).toEqual([size, null, 1])
    }
  })

  test.each([
    ['{a', 1, 'expected a key'],
    ['{"a" 1', 5, 'expected a colon'],
    ['{"a":1 "b"', 7, 'expected a comma'],
    ['{"a":1', 6, 'text ends inside an object'],
    ['[1 2', 3, 'expected a comma or the end of the records'],
    ['{"resources":[1 2', 16, 'expected a comma or the end of the resources'],
    ['{"a":[1 2', 8, 'expected a comma or the end'],
    ['{"a":[1', 7, 'text ends inside a value'],
    ['{"a":"b', 7, 'text ends inside a string'],
    ['{"a":"b\u0000"}', 7, 'control character in a string'],
    ['{"a":"\\x"}', 7, 'bad escape'],
    ['{"a":"\\u12g4"}', 10, 'bad \\u escape'],
    ['{"a":}', 5, 'no value'],
    ['{"a":1.}', 7, 'bad number'],
    ['{"a":nul}', 8, 'bad literal'],
  ])('%j is not JSON from byte %d on: %s', (text, at, reason) => {
    expect(extract(text).found.fault).toEqual({ at, reason })
    expect(() => JSON.parse(text)).toThrow(SyntaxError)
  })

  test('a record set back leaves nothing behind', () => {
    const text =
      '{"a":1,"errorCode":"Left"}\n{"errorMessage":"Left","Records":[{"eventVersion":"1"}]}\n' +
      '{"eventVersion":"1","userAgent":"Left"\n{"eventVersion":"2"}'
    const { lines, found } = extract(text)
    expectEqual(lines.map(comparable), plainly([{ eventVersion: '1' }, { eventVersion: '2' }]).map(comparable))
    expect(found.unparsed.length).toBe(2)
  })

  test('a list too deep to be made text of is unparsed', () => {
    const { lines, found } = extract(`{"eventVersion":"1","eventName":${'['.repeat(1e6)}${']'.repeat(1e6)}}`)
    expect(lines).toEqual([])
    expect(found.unparsed.map(({ reason }) => reason)).toEqual(['nested too deep where text is usual'])
  })

  test.each([
    ['a wrapper', '{"Records":[{"eventVersion":"1"},{"eventVersion":"2"}]}', 2, 0],
    ['a bare array', '[{"eventVersion":"1"}]', 1, 0],
    ['an empty array', ' [ ] ', 0, 0],
    ['one record', '{"eventVersion":"1"}', 1, 0],
    ['JSON lines', '{"eventVersion":"1"}\n{"eventVersion":"2"}\n', 2, 0],
    ['a byte order mark', '\ufeff{"Records":[{"eventVersion":"1"}]}', 1, 0],
    ['things that are no events', '{"Records":[1,"a",null,[],{"eventVersion":"1"},{"a":1}]}', 1, 5],
    ['a record with Records inside', '{"Records":[{"eventVersion":"1","Records":[{"eventVersion":"2"}]}]}', 1, 0],
    ['a broken line among lines', '{"eventVersion":"1"}\n{"eventVersion":"2\n{"eventVersion":"3"}', 2, 1],
    ['white space alone', ' \n ', 0, 0],
  ])('%s', (_, text, events, unparsed) => {
    const { lines, found } = extract(text)
    expect([lines.length, found.unparsed.length]).toEqual([events, unparsed])
    expect(found.records).toBe(events + unparsed)
  })
})

const real = join(import.meta.dirname, '../../../../../shared/data/real')

describe('real records', () => {
  if (!existsSync(real)) {
    test('../shared/data/real is absent: nothing to compare with', () => expect(existsSync(real)).toBe(false))
    return
  }
  test('every record of ../shared/data/real reads as by JSON.parse', () => {
    let compared = 0
    for (const name of readdirSync(real, { recursive: true, encoding: 'utf8' })) {
      const path = join(real, name)
      if (!statSync(path).isFile() || !/\.(json|gz|cloudtrail)$/.test(path)) continue
      const { bytes } = contentOf(readFileSync(path))
      let parsed: unknown
      try {
        parsed = JSON.parse(bytes.toString())
      } catch {
        continue
      }
      const records = Array.isArray(parsed) ? parsed : ((parsed as { Records?: unknown[] }).Records ?? [])
      const { lines, found } = extract(bytes)
      if (records.length === 0 || found.unparsed.length > 0) continue
      expectEqual(lines.map(comparable), plainly(records).map(comparable), path)
      compared += lines.length
    }
    expect(compared).toBeGreaterThan(7000)
  })
})
