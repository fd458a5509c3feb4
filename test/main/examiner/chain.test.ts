import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonicalJson } from '../../../src-main/examiner/canonical.ts'
import { checkLog } from '../../../src-main/examiner/check.ts'
import { lineAfter, readLine } from '../../../src-main/examiner/line.ts'
import { atOnce } from '../../../src-main/runtime/steps.ts'
import type { Deed, LogHead, LogProblem } from '../../../src-shared/model/examiner-log.ts'

const deed = (filter: string): Deed => ({ kind: 'filtered', filter, events: 3 })
const said = (n: number, filter: string) =>
  ({
    n,
    at: '2024-03-05T10:00:00.000Z',
    who: { name: 'Ana', is: 'given' },
    version: '1.2.3',
    what: deed(filter),
  }) as const

function aLog(lines: number): string[] {
  const log: string[] = []
  for (let n = 1; n <= lines; n++) log.push(lineAfter(log.at(-1) ?? null, said(n, `eventName=Call${n}`)))
  return log
}
const headOf = (log: readonly string[]): LogHead => {
  const { n, hash } = readLine(log.at(-1)!)!
  return { n, hash }
}
const problemsOf = (log: readonly string[], anchor: LogHead | null): readonly LogProblem[] =>
  atOnce(checkLog(log, anchor)).problems

test('a log whose lines are as they were written has no problem, and its end is its head', () => {
  const log = aLog(5)
  expect(atOnce(checkLog(log, headOf(log)))).toEqual({
    lines: 5, problems: [], head: headOf(log), anchor: headOf(log), afterAnchor: 0,
  }) // biome-ignore format: one line
  expect(atOnce(checkLog(log, headOf(log.slice(0, 3))))).toMatchObject({ problems: [], afterAnchor: 2 })
})

test.each<[string, (log: string[]) => string[], LogProblem[]]>([
  ['edited', (log) => log.with(2, log[2]!.replace('Call3', 'Call9')), [{ code: 'edited', at: 3, n: 3 }]],
  ['spelled otherwise', (log) => log.with(2, ` ${log[2]}`), [{ code: 'edited', at: 3, n: 3 }]],
  ['no line any more', (log) => log.with(2, '{'), [{ code: 'unreadable', at: 3 }]],
  ['cut out', (log) => log.toSpliced(1, 2), [{ code: 'missing', from: 2, until: 3 }]],
  ['cut from the beginning', (log) => log.slice(2), [{ code: 'missing', from: 1, until: 2 }]],
  ['cut from the end', (log) => log.slice(0, 3), [{ code: 'missing', from: 4, until: 5 }]],
  ['all gone', () => [], [{ code: 'missing', from: 1, until: 5 }]],
  ['moved', (log) => [log[0]!, log[2]!, log[1]!, log[3]!, log[4]!], [{ code: 'moved', at: 3, n: 2 }]],
  ['repeated', (log) => [...log, log[1]!], [{ code: 'repeated', at: 6, n: 2 }]],
  [
    'inserted before the one of its number',
    (log) => log.toSpliced(2, 0, lineAfter(log[1]!, said(3, 'forged'))),
    [{ code: 'inserted', at: 3, n: 3 }],
  ],
  [
    'inserted behind the one of its number',
    (log) => log.toSpliced(5, 0, lineAfter(log[3]!, said(5, 'forged'))),
    [{ code: 'inserted', at: 6, n: 5 }],
  ],
  ['inserted as no line', (log) => log.toSpliced(2, 0, 'hello'), [{ code: 'unreadable', at: 3 }]],
  [
    'replaced with its hash',
    (log) => log.with(2, lineAfter(log[1]!, said(3, 'forged'))),
    [{ code: 'does-not-follow', at: 4, n: 4 }],
  ],
  [
    'replaced as the last',
    (log) => log.with(4, lineAfter(log[3]!, said(5, 'forged'))),
    [{ code: 'not-the-head', at: 5, n: 5 }],
  ],
])('a line that was %s is named, and nothing else is', (_, alter, problems) => {
  const log = aLog(5)
  expect(problemsOf(alter(log), headOf(log))).toEqual(problems)
})

test('whatever is done to some lines is found, and a line that was touched or the next one is named', () => {
  const lines = 12
  const log = aLog(lines)
  const place = fc.nat({ max: lines - 1 })
  const mutation = fc.oneof(
    fc.record({ kind: fc.constant('edit'), place, at: fc.nat({ max: 400 }), to: fc.integer({ min: 32, max: 126 }) }),
    fc.record({ kind: fc.constant('cut'), place, at: fc.integer({ min: 1, max: 4 }), to: fc.constant(0) }),
    fc.record({ kind: fc.constant('swap'), place, at: place, to: fc.constant(0) }),
    fc.record({ kind: fc.constant('repeat'), place, at: place, to: fc.constant(0) }),
    fc.record({ kind: fc.constant('forge'), place, at: fc.nat({ max: 1 }), to: fc.constant(0) }),
  )
  fc.assert(
    fc.property(mutation, ({ kind, place, at, to }) => {
      const line = log[place]!
      const column = at % line.length
      const before = log[place - 1] ?? null
      const altered = {
        edit: () => log.with(place, line.slice(0, column) + String.fromCharCode(to) + line.slice(column + 1)),
        cut: () => log.toSpliced(place, at),
        swap: () => log.with(place, log[at]!).with(at, line),
        repeat: () => log.toSpliced(at, 0, line),
        forge: () => log.toSpliced(place, at, lineAfter(before, said(place + 1, 'forged'))),
      }[kind]!()
      const problems = problemsOf(altered, headOf(log))
      if (altered.join('\n') === log.join('\n')) return problems.length === 0
      const touched = new Set([place + 1, place + 2, at + 1, at + 2, place + at])
      const numbers = problems.map((problem) => (problem.code === 'missing' ? problem.from : problem.at))
      return problems.length > 0 && numbers.some((number) => touched.has(number))
    }),
    { numRuns: 500 },
  )
})

// The example of RFC 8785, 3.2.2 and 3.2.3, without its literal of numbers that JSON.parse rounds.
test('the canonical form is that of RFC 8785', () => {
  const value = JSON.parse(
    '{"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],"string":"\\u20ac$\\u000F\\u000aA\'\\u0042\\u0022\\u005c\\\\\\"\\/","literals":[null,true,false]}',
  )
  expect(canonicalJson(value)).toBe(
    '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
  )
  expect(canonicalJson({ '€': 1, '\r': 2, '\ufb33': 3, 1: 4, '😀': 5, '\u0080': 6, ö: 7 })).toBe(
    '{"\\r":2,"1":4,"\u0080":6,"ö":7,"€":1,"😀":5,"\ufb33":3}',
  )
})
