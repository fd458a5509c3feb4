import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { expectEqual } from '../../../fixtures/expect-equal.ts'
import { newReader } from '../../../fixtures/read-text.ts'

const extract = newReader()

/** Looks like a record wherever it lies. */
const planted = { eventVersion: '1.08', eventSource: 'iam.amazonaws.com', eventName: 'Planted', eventID: 'planted' }

/** What somebody may have written into a record to be taken for another one. */
const plantedText = JSON.stringify(planted)
const texts = fc.oneof(
  fc.constantFrom(plantedText, `},${plantedText},{`, JSON.stringify(plantedText), '{', '"{', '\\{', ':1,', ',{'),
  fc.string({ unit: 'binary', maxLength: 8 }),
)
const objects = fc.constantFrom<unknown>(
  planted, { tags: planted }, [planted, planted], [{ inner: [planted] }], { Records: [planted] }, [], {},
) // biome-ignore format: a list

const recordOf = (contents: fc.Arbitrary<unknown>) =>
  fc.tuple(fc.array(contents, { maxLength: 3 }), fc.uuid()).map(([contents, eventID]) => ({
    eventVersion: '1.08',
    userIdentity: { type: 'Root', sessionContext: { attributes: { mfaAuthenticated: 'false' } } },
    requestParameters: Object.fromEntries(contents.map((each, i) => [`p${i}`, each])),
    eventID,
    resources: [{ ARN: 'arn:aws:s3:::amzn-s3-demo-bucket' }],
  }))
const record = recordOf(fc.oneof(texts, objects))

const forms = {
  wrapper: (records: readonly string[]) => ['{"Records":[', records.join(','), ']}'].join(''),
  'spaced wrapper': (records: readonly string[]) => `{ "Records" : [\n  ${records.join(' ,\n  ')}\n]\n}\n`,
  list: (records: readonly string[]) => `[${records.join(',')}]`,
  lines: (records: readonly string[]) => records.map((each) => `${each}\n`).join(''),
  'wrappers one behind the other': (records: readonly string[]) =>
    records.map((each) => `{"Records":[${each}]}`).join(''),
} as const

interface Place {
  readonly from: number
  readonly to: number
}

/** Overwrites some bytes. What lies beside them may have lost its comma or bracket. */
const damage = fc.record({
  at: fc.nat(),
  bytes: fc.oneof(
    fc.constantFrom(...'{}[]",:\\ \n1x\u0001', '","', '}]}', '],"', '":{"', '}}', '\\"', 'null', ',,'),
    fc.string({ unit: 'binary-ascii', minLength: 1, maxLength: 30 }),
  ),
})

const overlaps = (a: Place, b: Place) => a.from < b.to && b.from < a.to

function written(records: readonly object[], form: keyof typeof forms) {
  const texts = records.map((each) => JSON.stringify(each))
  const bytes = Buffer.from(forms[form](texts))
  let from = 0
  const places = texts.map((each): Place => {
    const found = bytes.indexOf(each, from)
    from = found + Buffer.byteLength(each)
    return { from: found, to: from }
  })
  return { bytes, places }
}

/** A wrapper whose key is another one is JSON all the same, and holds no records. */
function isOtherKey(text: string, at: number, hurt: Place): boolean {
  const around = { from: Math.max(0, at - 4), to: at + 12 }
  return overlaps(around, hurt) && !/"Records"\s*:/.test(text.slice(around.from, around.to))
}

/** Where the keys of wrappers are. */
const wrappers = (text: string): readonly number[] => [...text.matchAll(/Records/g)].map(({ index }) => index)

/** Gives where the damage is. */
function hurt(bytes: Buffer, change: { readonly at: number; readonly bytes: string }): Place {
  const foreign = Buffer.from(change.bytes).subarray(0, bytes.length)
  const from = change.at % (bytes.length - foreign.length + 1)
  const place = { from, to: from + foreign.length }
  const before = bytes.toString('latin1')
  foreign.copy(bytes, from)
  const behind = before.slice(0, from) + bytes.toString('latin1', from, place.to) + before.slice(place.to)
  fc.pre(!wrappers(before).some((at) => isOtherKey(behind, at, place)))
  return place
}

function read(bytes: Buffer) {
  const { lines, found } = extract(bytes)
  // With a bracket more, the text is a list of lists, and JSON all the same.
  fc.pre(!found.unparsed.some(({ reason }) => reason === 'a list, not an object'))
  const events = lines.map(({ offset, length }): Place => {
    return { from: Number(offset), to: Number(offset) + Number(length) }
  })
  const lost = found.unparsed.map(({ offset, length }): Place => ({ from: offset, to: offset + length }))
  expect(found.records).toBe(events.length + lost.length)
  expect(lost.filter((piece) => events.some((event) => overlaps(event, piece)))).toEqual([])
  return events
}

const formNames = Object.keys(forms) as (keyof typeof forms)[]

describe('a damaged file', () => {
  test.each(formNames)('%s: loses the record that is damaged, and invents none', (form) => {
    fc.assert(
      fc.property(fc.array(record, { minLength: 1, maxLength: 5 }), damage, (records, change) => {
        const { bytes, places } = written(records, form)
        const damaged = hurt(bytes, change)
        // Behind `[` or `:` a whole record is a part of something else.
        const isOwned = ({ from }: Place) => from === damaged.to && ':['.includes(String.fromCharCode(bytes[from - 1]!))
        const isApart = (place: Place) => !overlaps(place, damaged) && !isOwned(place)
        const events = read(bytes)
        // A record whose brackets are overwritten may hold the next ones, and be JSON all the same.
        const holders = events.filter((event) => overlaps(event, damaged))
        const isHeld = ({ from, to }: Place) => holders.some((holder) => holder.from < from && to < holder.to)
        const expected = places.filter((place) => isApart(place) && !isHeld(place))
        expectEqual(events.filter(isApart), expected)
        const starts = new Set(places.map(({ from }) => from))
        expect(events.filter(({ from }) => !starts.has(from) && !overlaps({ from, to: from + 1 }, damaged))).toEqual([])
      }),
      { numRuns: 1000 },
    )
  })

  test.each(formNames)('%s: text of a record in a string is no event, however often the file is damaged', (form) => {
    const damages = fc.array(damage, { minLength: 2, maxLength: 6 })
    fc.assert(
      fc.property(fc.array(recordOf(texts), { minLength: 1, maxLength: 5 }), damages, (records, changes) => {
        const { bytes, places } = written(records, form)
        const damaged = changes.map((change) => hurt(bytes, change))
        const starts = new Set(places.map(({ from }) => from))
        const invented = read(bytes).filter(
          ({ from }) => !starts.has(from) && !damaged.some((place) => overlaps({ from, to: from + 1 }, place)),
        )
        expect(invented).toEqual([])
      }),
      { numRuns: 1000 },
    )
  })

  test.each([
    ['objects', '{"a":['],
    ['records', '{"eventVersion":['],
    ['keys', '{"a":{'],
    ['values', '{"eventVersion":x,'],
    ['strings', '{"'],
    ['braces', '{'],
    ['wrappers', '{"Records":['],
    ['records and lists', '{"eventVersion":1},['],
    ['lines and lists', '{"eventVersion":1},[\n'],
  ])('made of %s that never end is given up', (_, piece) => {
    const { lines, found } = extract(`{"Records":[${piece.repeat(100_000)}`)
    expect(found.records).toBe(found.unparsed.length + lines.length)
    expect(found.fault).not.toBeNull()
  })

  test('a byte order mark between two files in one is no damage', () => {
    const { lines, found } = extract(
      '\ufeff{"Records":[{"eventVersion":"1"}]}\n\ufeff{"Records":[{"eventVersion":"2"}]}',
    )
    expect([lines.length, found.fault, found.records]).toEqual([2, null, 2])
    expect(extract('{"eventVersion":"1","x":\ufeff1}').found.unparsed).toHaveLength(1)
  })

  test('lost bytes are named by their place and reason', () => {
    const [first, broken, last] = [
      '{"eventVersion":"1","eventID":"a"}',
      '{"eventVersion":"1","eventID":x}',
      '{"eventVersion":"3"}',
    ]
    const { lines, found } = extract(`{"Records":[${first},${broken},\n${last}]}`)
    expect(lines.map(({ eventVersion }) => eventVersion)).toEqual(['1', '3'])
    expect(found.unparsed).toEqual([
      { index: 1, offset: 47, length: broken!.length, reason: 'not JSON from byte 77 on: no value' },
    ])
  })
})
