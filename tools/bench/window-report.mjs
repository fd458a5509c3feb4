// The table of what the window took, by kind of action, with the goals that it is held against.
import { spread } from './measure.mjs'
import { table } from './table.mjs'

/** Milliseconds until all is painted. Where the wheel moves the timeline, the filter follows once it rests: 160 more. */
const mostMs = {
  'filter by columns': 150,
  'filter by patterns': 400,
  'back to all events': 150,
  'sort, first order': 500,
  'sort, other order': 500,
  'sort by time': 500,
  'zoom the timeline': 310,
  'only this value': 150,
  'open the page of an entity': 100,
  'open a session': 100,
  'first facet of target': 6_000,
}
const mostOfTask = 50
const mostBlank = 100

/** `runs`: what `window.mjs` printed, run by run. */
export function windowLines(runs) {
  const actions = runs.flatMap((run) => run.actions)
  const kinds = [...new Set(actions.map(({ kind }) => kind))]
  const rows = kinds.map((kind) => {
    const taken = actions.filter((action) => action.kind === kind)
    const of = (field) => spread(taken.map((action) => action[field]))
    const whole = (field) => of(field).median.toFixed(0)
    const { min, median, max } = of('ms')
    return [
      kind,
      String(taken.length),
      `${min.toFixed(0)} / ${median.toFixed(0)} / ${max.toFixed(0)}`,
      ...held(median, mostMs[kind]),
      `${of('task').max.toFixed(0)} (${of('taskCpu').max.toFixed(0)})`,
      of('taskCpu').max <= mostOfTask ? 'held' : 'missed',
      of('blank').max.toFixed(0),
      of('blank').max <= mostBlank ? 'held' : 'missed',
      `${whole('page')} + ${whole('host')}`,
    ]
  })
  const seconds = (field) => (spread(runs.map((run) => run[field])).median / 1000).toFixed(1)
  return [
    `Window: first rows ${seconds('shown')} s after the host was started; verified, rules run, sessions known ${seconds('known')} s`,
    table([
      [
        'window, ms', 'times', 'until painted: min / median / max', 'at most', '', 'longest task (CPU)', `at most ${mostOfTask}`,
        'longest blank', `at most ${mostBlank}`, 'CPU: page + host',
      ], // biome-ignore format: a list
      ...rows,
    ]),
  ].join('\n\n')
}

const held = (value, most) => (most === undefined ? ['', ''] : [String(most), value <= most ? 'held' : 'missed'])
