// Ratios of CPU to a floor of the same runs, which travel from machine to machine better than seconds do, and the check
// that they have not grown. For a person at an idle machine: no CI is idle enough.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const acceptedFile = join(import.meta.dirname, 'accepted-ratios.json')
/** Between runs CPU differs by up to a tenth. */
const tolerance = 0.15

const watched = [
  { name: 'verify', to: 'floor-inflate' },
  { name: 'usable', to: 'floor-parse' },
  { name: 'ready', to: 'floor-parse' },
  { name: 'found', to: 'floor-parse' },
]

/** What has to be measured for it. */
export const subjectsChecked = ['floor-inflate', 'floor-parse', 'verify', 'queries', 'sql']

export const ratiosOf = (results) =>
  Object.fromEntries(
    watched.map(({ name, to }) => [`${name} to ${to}`, results[name].cpu.median / results[to].cpu.median]),
  )

export function accept(size, ratios) {
  const rounded = Object.fromEntries(Object.entries(ratios).map(([name, ratio]) => [name, Number(ratio.toFixed(3))]))
  writeFileSync(acceptedFile, `${JSON.stringify({ ...accepted(), [size]: rounded }, null, 2)}\n`)
}

/** One line per ratio, and whether none has grown beyond the tolerance. */
export function check(size, ratios) {
  const before = accepted()[size]
  if (before === undefined) return { lines: [`No ratios of ${size} were accepted yet: --accept.`], isGood: false }
  const compared = Object.entries(ratios).map(([name, ratio]) => {
    const most = before[name] * (1 + tolerance)
    return {
      line: `${name}: ${ratio.toFixed(2)}, accepted ${before[name].toFixed(2)}, at most ${most.toFixed(2)}`,
      isGood: ratio <= most,
    }
  })
  const lines = compared.map(({ line, isGood }) => `${isGood ? 'held ' : 'GROWN'} ${line}`)
  return { lines, isGood: compared.every(({ isGood }) => isGood) }
}

const accepted = () => (existsSync(acceptedFile) ? JSON.parse(readFileSync(acceptedFile, 'utf8')) : {})
