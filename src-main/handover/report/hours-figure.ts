import { hourMs, type TimeSpan, type UtcMs } from '../../../src-shared/base/time.ts'
import { isProven, type Ledger, type LedgerState, ledgerStates } from '../../../src-shared/model/ledger.ts'
import type { ReportFigure, Shape } from '../../../src-shared/model/report.ts'
import { rowName } from '../../../src-shared/words/ledger.ts'
import * as words from '../../../src-shared/words/report/certificate.ts'
import { spansOf } from '../../integrity/ledger/proven-share.ts'
import type { ReportSteps } from './ground.ts'
import { timeAxis } from './time-axis.ts'

const width = 720
const top = 34
const rowHeight = 30
const bar = 9
/** Hours that lie in one such width are drawn as the worst of them, CSS pixels. */
const finest = 2
const mostDrawn = 40

/** About a millisecond's work. */
export const spansAtOnce = 2_000

/** A strip of hours for each account, Region and trail. */
export function* hoursFigure(ledger: Ledger, asked: TimeSpan, proven: string): ReportSteps<ReportFigure> {
  const rows = ledger.rows.filter(({ runs }) => runs.length > 0)
  const drawn = rows.slice(0, mostDrawn)
  const xOf = (time: number) => ((time - asked.from) / Math.max(hourMs, asked.until - asked.from)) * width
  const shapes: Shape[] = [
    ...legend(proven),
    ...timeAxis(asked, { x: 0, width, top, height: drawn.length * rowHeight }),
  ]
  for (const [at, row] of drawn.entries()) {
    const y = top + at * rowHeight
    shapes.push({ shape: 'text', x: 0, y: y + 13, text: rowName(row), ink: 'text' })
    for (const { from, until, look } of yield* cellSteps(spansOf(row, asked.from, asked.until), xOf)) {
      const box = { shape: 'box', x: from, y: y + 17, width: until - from, height: bar } as const
      shapes.push(look === 'open' ? { ...box, ink: 'open', isHollow: true } : { ...box, ink: look })
      // Apart without colour, too.
      if (look === 'bad') shapes.push({ shape: 'line', x1: from, y1: y + 17 + bar, x2: until, y2: y + 17, ink: 'line' })
    }
  }
  const cut = rows.length > drawn.length ? ` ${words.mapCut(drawn.length, rows.length)}` : ''
  return { kind: 'figure', caption: words.mapCaption + cut, width, height: top + drawn.length * rowHeight + 4, shapes }
}

type Look = 'good' | 'open' | 'bad'
const worst: readonly Look[] = ['good', 'open', 'bad']

function lookOf(state: LedgerState): Look {
  if (isProven(state)) return 'good'
  return ledgerStates.indexOf(state) >= ledgerStates.indexOf('digest-missing') ? 'bad' : 'open'
}

interface Cell {
  readonly from: number
  readonly until: number
  readonly look: Look
}

interface Span {
  readonly from: UtcMs
  readonly until: UtcMs
  readonly state: LedgerState
}

/** Stretches of one look, none narrower than what can be seen. */
function* cellSteps(spans: Iterable<Span>, xOf: (time: number) => number): ReportSteps<readonly Cell[]> {
  const looks: Look[] = Array.from({ length: Math.ceil(width / finest) }, () => 'good')
  let seen = 0
  for (const { from, until, state } of spans) {
    if (++seen % spansAtOnce === 0) yield
    const look = lookOf(state)
    const end = Math.min(looks.length, Math.max(Math.floor(xOf(from) / finest) + 1, Math.ceil(xOf(until) / finest)))
    for (let k = Math.floor(xOf(from) / finest); k < end; k++)
      if (worst.indexOf(look) > worst.indexOf(looks[k]!)) looks[k] = look
  }
  const cells: Cell[] = []
  looks.forEach((look, k) => {
    const last = cells.at(-1)
    if (last?.look === look) cells[cells.length - 1] = { ...last, until: (k + 1) * finest }
    else cells.push({ from: k * finest, until: (k + 1) * finest, look })
  })
  return cells
}

/** What looks mean, above the strips. */
function legend(proven: string): readonly Shape[] {
  const box = (x: number) => ({ shape: 'box', x, y: 0, width: 14, height: bar }) as const
  const text = (x: number, said: string) => ({ shape: 'text', x, y: bar, text: said, ink: 'muted' }) as const
  return [
    { ...box(0), ink: 'good' },
    text(20, proven),
    { ...box(330), ink: 'bad' },
    { shape: 'line', x1: 330, y1: bar, x2: 344, y2: 0, ink: 'line' },
    text(350, words.mapLegend.bad),
    { ...box(500), ink: 'open', isHollow: true },
    text(520, words.mapLegend.open),
  ]
}
