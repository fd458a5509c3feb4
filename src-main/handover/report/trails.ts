import { formatCount } from '../../../src-shared/base/count.ts'
import { hourMs, type TimeSpan, type UtcMs } from '../../../src-shared/base/time.ts'
import { isProven, type LedgerRow, type LedgerState } from '../../../src-shared/model/ledger.ts'
import type { Block } from '../../../src-shared/model/report.ts'
import { ledgerWords } from '../../../src-shared/words/ledger.ts'
import { provenWord } from '../../../src-shared/words/outcome.ts'
import * as words from '../../../src-shared/words/report/certificate.ts'
import { spansOf, touchedHours } from '../../integrity/ledger/proven-share.ts'
import { heading, list, mostRows, note, paragraph, table, timeText } from './blocks.ts'
import type { CertificateGround, ReportSteps } from './ground.ts'
import { hoursFigure, spansAtOnce } from './hours-figure.ts'

interface RowHours {
  readonly row: LedgerRow
  readonly hours: number
  readonly proven: number
}

/** How many hours of each account, Region and trail are proven, a picture of them, and the time that is not. */
export function* trailBlocks(ground: CertificateGround): ReportSteps<readonly Block[]> {
  const { ledger, report, form } = ground
  if (report === null || ledger.rows.length === 0) return [paragraph(words.noTrails)]
  const asked = askedHours(ground)
  const rows: RowHours[] = []
  const unproven = new Longest()
  let seen = 0
  for (const row of ledger.rows) {
    if (row.runs.length === 0) continue
    const told = { row, hours: 0, proven: 0 }
    for (const span of spansOf(row, asked.from, asked.until)) {
      if (++seen % spansAtOnce === 0) yield
      const hours = (span.until - span.from) / hourMs
      told.hours += hours
      if (isProven(span.state)) told.proven += hours
      else unproven.add({ row, span, hours })
    }
    rows.push(told)
  }
  const figure = yield* hoursFigure(ledger, asked, provenWord(report.doubts))
  const columns = words.trailColumns
  const where = [{ title: columns.account, isCode: true }, { title: columns.region }, { title: columns.trail }] as const
  return [
    figure,
    table({
      columns: [
        ...where,
        { title: columns.hours, isNumber: true },
        { title: words.provenColumn(report.doubts), isNumber: true },
        { title: columns.unproven, isNumber: true },
        { title: columns.share, isNumber: true },
      ],
      of: rows,
      row: ({ row, hours, proven }) => [
        ...placeOf(row),
        formatCount(hours),
        formatCount(proven),
        formatCount(hours - proven),
        shareText(proven, hours),
      ],
      rest: words.spansRest,
      limit: mostRows * 2,
    }),
    note(
      [words.trailHours, ...(ledger.rows.some(({ kind }) => kind === 'backfill') ? [words.backfillRows] : [])].join(
        ' ',
      ),
    ),
    ...(form.range === null ? [] : [note(words.rangeHours(timeText(asked.from), timeText(asked.until)))]),
    heading(words.spansTitle),
    ...(unproven.total === 0
      ? [paragraph(words.noSpans(provenWord(report.doubts)))]
      : [
          table({
            columns: [
              ...where,
              { title: columns.from, isTime: true },
              { title: columns.until, isTime: true },
              { title: columns.hours, isNumber: true },
              { title: columns.state },
            ],
            of: unproven.list(),
            total: unproven.total,
            row: ({ row, span, hours }) => [
              ...placeOf(row),
              timeText(span.from),
              timeText(span.until),
              formatCount(hours),
              ledgerWords[span.state].name,
            ],
            rest: words.spansRest,
          }),
          list([...unproven.states].map((state) => `${ledgerWords[state].name}: ${ledgerWords[state].doc}`)),
        ]),
  ]
}

interface UnprovenSpan {
  readonly row: LedgerRow
  readonly span: { readonly state: LedgerState; readonly from: UtcMs; readonly until: UtcMs }
  readonly hours: number
}

/** The longest spans, and of equally long ones the first; there may be hundreds of thousands. */
class Longest {
  total = 0
  readonly states = new Set<LedgerState>()
  #kept: UnprovenSpan[] = []

  add(span: UnprovenSpan): void {
    this.total++
    this.states.add(span.span.state)
    this.#kept.push(span)
    if (this.#kept.length > 4 * mostRows) this.#kept = this.list()
  }

  list(): UnprovenSpan[] {
    return this.#kept.sort((a, b) => b.hours - a.hours || a.span.from - b.span.from).slice(0, mostRows)
  }
}

const placeOf = ({ account, region, trail, kind }: LedgerRow): readonly string[] => [
  account,
  region,
  kind === 'none' ? words.noTrailKnown : kind === 'backfill' ? words.backfillTrail(trail) : trail,
]

/** Rounded down: 100 % is said of all alone. */
const shareText = (part: number, whole: number): string =>
  whole === 0 ? '' : `${Math.floor((part / whole) * 1000) / 10} %`

/** As the share of the case is counted: see `coverageOf`. */
function askedHours({ ledger, coverage, form }: CertificateGround): TimeSpan {
  if (form.range !== null) return touchedHours(form.range, ledger)
  const { from, until } = coverage ?? ledger
  return { from: from as UtcMs, until: until as UtcMs }
}
