// The table of what the process holds, with the goals it is held against.
import { table } from './table.mjs'

/** Of 1M events. */
const mostAtRest = 450
const mostKept = 100
/** MB an opening of 20k events: what is measured goes up and down by some MB. */
const mostSlope = 0.5
/** Caches and pools fill in the first openings. */
const warmUp = 10

export function memoryLines(memory) {
  const [told] = memory?.outputs ?? []
  if (told === undefined) return ''
  const { begun, opened, peak, closed, openings, threads, threadsClosed } = told
  const later = openings.slice(warmUp)
  const rows = [
    ['before the first case', begun],
    ['at its peak', peak],
    ['at rest, with the case open', opened, mostAtRest],
    ['kept behind the closed case', closed - begun, mostKept],
    [`an opening, from the ${warmUp + 1}th to the ${openings.length}th`, slope(later), mostSlope],
  ].map(([text, mb, most]) => [text, mb.toFixed(Math.abs(mb) < 10 ? 2 : 0), ...held(mb, most)])
  return [
    table([['memory, MB', 'resident', 'at most', ''], ...rows]),
    `after each opening: ${openings.join(' ')}`,
    byThread('with the case open', threads),
    byThread('closed', threadsClosed),
  ].join('\n\n')
}

const byThread = (when, threads) =>
  table([
    [`thread, MB, ${when}`, 'heap used', 'heap', 'outside of it', 'of that array buffers'],
    ...threads.map(({ name, ...heap }) => [
      name,
      ...['heapUsed', 'heapTotal', 'external', 'arrayBuffers'].map((field) => String(heap[field])),
    ]),
  ])

/** Least squares. */
function slope(values) {
  const middle = (values.length - 1) / 2
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const [above, below] = values.reduce(
    ([a, b], value, at) => [a + (at - middle) * (value - mean), b + (at - middle) ** 2],
    [0, 0],
  )
  return below === 0 ? Number.NaN : above / below
}

const held = (value, most) => (most === undefined ? ['', ''] : [String(most), value <= most ? 'held' : 'missed'])
