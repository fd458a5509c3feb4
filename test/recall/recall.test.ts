import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { formatCount, formatCounted } from '../../src-shared/base/count.ts'
import { fairTrail } from './fair-trail.ts'
import {
  benignSans,
  invictus,
  type Noise,
  noiseOf,
  sans,
  setsAreThere,
  stratus,
  type Told,
  trailDiscover,
} from './sets.ts'

const readme = readFileSync(join(import.meta.dirname, '../../README.md'), 'utf8')
/** The same without its line breaks: a sentence may be wrapped anywhere. */
const sentences = readme.replace(/\s+/g, ' ')

/** A line of the README's table; with `TRAILPROOF_RECALL` it is printed, and below it what was not named or was said. */
function expectLine(line: string, details: readonly string[]) {
  if (process.env.TRAILPROOF_RECALL !== undefined)
    console.log([line, ...details.map((each) => `    ${each}`)].join('\n'))
  expect(readme).toContain(line)
}

const expectNamed = (set: string, told: readonly Told[]) => {
  const missed = told.filter(({ isNamed }) => !isNamed).map(({ step }) => `not named: ${step}`)
  expectLine(`| ${set} | ${told.length} | ${told.length - missed.length} named |`, missed)
}

const expectQuiet = (set: string, { events, grave, checklist }: Noise) => {
  const said = [...grave, ...checklist].map(({ severity, id }) => `${severity}: ${id}`)
  expectLine(
    `| ${set} | ${formatCount(events)} | ${formatCounted(grave.length, 'finding')}, ${formatCount(checklist.length)} of the checklist |`,
    said,
  )
}

test('a month that nobody attacks', async () => {
  const noise = await noiseOf(fairTrail())
  expectQuiet('A made-up month of an organization, without attack', noise)
  expect(sentences).toContain(`In the made-up month below there is ${noise.anomalies} at the usual sensitivity`)
}, 180_000)

if (setsAreThere) {
  test('each detonation of Stratus Red Team', async () => expectNamed('Stratus Red Team, detonations', await stratus()))
  test('the steps in the trail of Invictus', async () => expectNamed('Invictus, steps of the attack', await invictus()))
  test('the steps of the intruder of SANS', async () => expectNamed('SANS, steps of the intruder', await sans()))
  test('single events of TrailDiscover', async () =>
    expectNamed('TrailDiscover A to E, single events that do not only read', await trailDiscover()))
  test('SANS without its intruder', async () => expectQuiet('SANS, without the intruder', await benignSans()))
} else test('../shared/data/real is absent: nothing to recall', () => expect(setsAreThere).toBe(false))
