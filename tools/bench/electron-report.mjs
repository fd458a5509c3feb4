// The tables of what was measured in Electron.
import { spread } from './measure.mjs'
import { table } from './table.mjs'

const milestones = {
  usable: 'timeline and filters answer',
  ready: 'SQL answers',
  judged: 'every file has its verdict',
  found: 'all rules have run',
}
/** MB of the process that holds the case. */
const mostOfHost = 450
const lagMs = 10

export function electronLines(electron) {
  const outputs = electron?.outputs
  if (outputs === undefined) return ''
  const [first] = outputs
  const median = (of) => spread(outputs.map(of)).median
  const engine = Object.entries(milestones).map(([name, text]) => [
    `in Electron: the engine, until ${text}`,
    ...['wall', 'cpu'].map((field) => median((each) => each.milestones[name][field]).toFixed(2)),
    median((each) => each.milestones[name].rss).toFixed(0),
  ])
  const seconds = (of) => (median(of) / 1000).toFixed(2)
  const window = [
    ['cold start until the first content, s', seconds(({ window }) => window.content)],
    ['until the sample case is shown, its rules run, s', seconds(({ window }) => window.sampleShown)],
    ...Object.entries(milestones).map(([name, text]) => [
      `the trail opened, until ${text}, s`,
      seconds(({ window }) => window.reached[name]),
    ]),
    lag('lag of the page meanwhile, 99th percentile, ms', ({ window }) => window.lagP99),
    ['longest lag, ms', median(({ window }) => window.lagMax).toFixed(0)],
    ...first.window.atRest.map(({ kind, mb }) => [
      `${kind} process at rest with the trail open, MB`,
      mb.toFixed(0),
      ...(kind === 'Browser' ? held(mb, mostOfHost) : []),
    ]),
  ].map((row) => [...row, '', ''].slice(0, 4))
  const limits = Object.entries({ [`Electron ${first.version}`]: first.limits, 'this Node.js': first.here }).map(
    ([name, { node, v8, heapGib, sharedGib, sharedTogetherGib, zstd }]) => [
      name,
      `${node}, V8 ${v8}`,
      heapGib.toFixed(1),
      String(sharedGib),
      String(sharedTogetherGib),
      zstd ? 'yes' : 'no',
    ],
  )
  return [
    table([[`Electron ${first.version}`, 'wall s', 'CPU s', 'peak MB'], ...engine]),
    table([[`window in Electron ${first.version}`, 'measured', 'at most', ''], ...window]),
    table([
      ['worker thread of', 'Node.js', 'heap, GiB', 'largest SharedArrayBuffer, GiB', 'all of them, GiB (of 64)', 'zlib has zstd'],
      ...limits,
    ]), // biome-ignore format: a table
  ].join('\n\n')

  function lag(text, of) {
    const value = median(of)
    return [text, value.toFixed(1), ...held(value, lagMs)]
  }
}

const held = (value, most) => [String(most), value <= most ? 'held' : 'missed']
