import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readFile, someRecords } from './a-wrapped-file.ts'

const records = someRecords(8)
const json = JSON.stringify

/** One record a line, each in an envelope of its own. */
const lines = records.map(
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
      const line = lines[n]!
      const from = at % line.length
      const damaged = line.slice(0, from) + put + line.slice(from + length)
      const text = lines.with(n, damaged).join('\n')
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
