// The table of what exports took, ours beside those of DuckDB, with the goals they are held against.
import { spread } from './measure.mjs'
import { table } from './table.mjs'

/** Events a second, of 1M. */
const leastPerSecond = { csv: 300_000, ndjson: 300_000, parquet: 150_000 }

export function exportLines(results) {
  const rows = ['exports', 'exports-duckdb'].flatMap((name) => rowsOf(name, results[name]?.outputs))
  if (rows.length === 0) return ''
  const head = [
    'export',
    'events/s',
    'at least',
    '',
    'wall s',
    'CPU s',
    'MB written',
    'MB in memory before',
    'at its peak',
  ]
  return table([head, ...rows])
}

/** `outputs`: what `exports.mjs` or `duckdb.mjs` printed, run by run. Medians. */
function rowsOf(name, outputs) {
  if (outputs === undefined) return []
  const isOurs = name === 'exports'
  return Object.keys(outputs[0]).map((format) => {
    const of = (field) => spread(outputs.map((each) => each[format][field])).median
    const perSecond = of('events') / of('wall')
    return [
      isOurs ? format : `${format}, DuckDB`,
      perSecond.toFixed(0),
      ...(isOurs ? held(perSecond, leastPerSecond[format]) : ['', '']),
      of('wall').toFixed(2),
      of('cpu').toFixed(2),
      (of('bytes') / 1e6).toFixed(0),
      of('before').toFixed(0),
      of('peak').toFixed(0),
    ]
  })
}

const held = (value, least) => (least === undefined ? ['', ''] : [String(least), value >= least ? 'held' : 'missed'])
