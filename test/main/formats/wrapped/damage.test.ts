import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readFile, someRecords } from './a-wrapped-file.ts'
import { entry, envelope, first, json, lines, pretty, second, third } from './envelopes.ts'

const records = someRecords(8)

/** One record a line, each in an envelope of its own. */
const damagedLines = records.map(
  (record, n) =>
    [
      { detail: record, source: 'aws.ec2' },
      { CloudTrailEvent: json(record) },
      { message: json({ log: json(record) }) },
      { Body: json({ Message: json({ detail: record }) }) },
    ].map((envelope) => json(envelope))[n % 4]!,
)

const junk = fc.constantFrom(
  '',
  '"',
  '\\',
  '{',
  '}',
  '[',
  ']',
  '\n',
  ',',
  '\\"',
  '{"detail":',
  '\u0000',
  'x'.repeat(50),
)

/** Each record has a text that looks like a record, and is none. */
function expectNothingInvented(text: string): void {
  for (const record of readFile(text).again) expect(record).not.toEqual({ eventVersion: '1.08' })
}

test('a damaged line loses its own record at most', () => {
  fc.assert(
    // The first tells what the file is.
    fc.property(fc.integer({ min: 1, max: 7 }), fc.nat(), fc.nat(40), junk, (n, at, length, put) => {
      fc.pre(!put.includes('\n'))
      const line = damagedLines[n]!
      const from = at % line.length
      const damaged = line.slice(0, from) + put + line.slice(from + length)
      const text = damagedLines.with(n, damaged).join('\n')
      const read = readFile(text)
      expectNothingInvented(text)
      const others = records.filter((_, k) => k !== n).map(({ eventID }) => eventID)
      expect(read.events).toEqual(expect.arrayContaining(others))
    }),
    { numRuns: 300 },
  )
})

test('of one damaged document, what stands before the damage is read, and nothing is invented', () => {
  const document = JSON.stringify({ Events: records.map((record) => ({ CloudTrailEvent: json(record) })) }, null, 2)
  const ends = records.map(({ eventID }) => document.indexOf('\n    }', document.indexOf(String(eventID))) + 6)
  fc.assert(
    fc.property(fc.nat(), fc.nat(200), junk, (at, length, put) => {
      const from = at % document.length
      const text = document.slice(0, from) + put + document.slice(from + length)
      expectNothingInvented(text)
      const before = records.filter((_, k) => ends[k]! < from).map(({ eventID }) => eventID)
      expect(readFile(text).events.slice(0, before.length)).toEqual(before)
    }),
    { numRuns: 300 },
  )
})

describe('damage', () => {
  const whole = pretty({ Events: [entry(first), entry(second), entry(third)] })

  test.each([0.4, 0.7, 0.99])('what is cut off at %d is one piece, and what stands before it is read', (share) => {
    const read = readFile(whole.slice(0, whole.length * share))
    const kept = Math.floor(share * 3)
    expect(read.again).toEqual([first, second, third].slice(0, kept))
    expect(read.unparsed).toHaveLength(1)
    expect(read.fault).toMatchObject({ reason: 'text ends inside a value' })
  })

  test('a broken line is lost alone', () => {
    const [a, b, c] = [first, second, third].map((record) => json(envelope(record))) as [string, string, string]
    const read = readFile(`${a}\n${b.slice(0, 300)}\n${c}\n`)
    expect(read.again).toEqual([first, third])
    expect(read.unparsed).toHaveLength(1)
    expect(read.fault).toBeNull()
  })

  test('a record that is cut in its text is unparsed', () => {
    const read = readFile(lines({ message: json(first) }, { message: json(second).slice(0, 300) }))
    expect(read).toMatchObject({ records: 2, events: [(first as { eventID: string }).eventID] })
    expect(read.unparsed).toMatchObject([{ index: 1, reason: expect.stringContaining('not JSON') }])
  })

  test('an entry whose text is no record is unparsed', () => {
    const read = readFile(
      json({
        Events: [entry(first), { CloudTrailEvent: 'none' }, { CloudTrailEvent: '{}' }, { CloudTrailEvent: null }],
      }),
    )
    expect(read.records).toBe(4)
    expect(read.unparsed).toHaveLength(3)
  })

  test('envelopes beyond all measure end', () => {
    const deep = '{"message":'.repeat(100_000)
    expect(
      readFile(`${lines({ message: json(first) })}${deep}\n${lines({ message: json(second) })}`).events,
    ).toHaveLength(2)
    const open = '{"message":[\n'.repeat(20_000)
    expect(readFile(`${lines({ message: json(first) })}${open}`).records).toBeGreaterThan(1)
  })
})
