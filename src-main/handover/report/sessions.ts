import { formatCount } from '../../../src-shared/base/count.ts'
import { minuteMs, type UtcMs } from '../../../src-shared/base/time.ts'
import type { Incident } from '../../../src-shared/contract/incidents.ts'
import type { ChainedSession, SessionChain } from '../../../src-shared/contract/index.ts'
import type { Block, ReportFigure, Shape } from '../../../src-shared/model/report.ts'
import * as words from '../../../src-shared/words/report/incident-report.ts'
import {
  dashedMeans, isKnownStart, sessionKindWords, sessionStartWords, sessionsMean, unknownHop,
} from '../../../src-shared/words/sessions.ts' // biome-ignore format: a list
import { heading, note, paragraph, table, timeText } from './blocks.ts'
import type { IncidentGround, ReportSteps } from './ground.ts'
import { timeAxis } from './time-axis.ts'

/** A chain is made from all events of the case: of more sessions, none is looked for. */
const mostSessions = 40
const mostDrawn = 30

/** The chains that the sessions of the incidents belong to, each once. */
export function* sessionBlocks(
  { chainOf }: IncidentGround,
  chosen: readonly Incident[],
): ReportSteps<readonly Block[]> {
  const names = [...new Set(chosen.flatMap(({ sessions }) => sessions))]
  const ofIncidents = new Set(names)
  const known = new Set<string>()
  const blocks: Block[] = []
  for (const name of names.slice(0, mostSessions)) {
    if (known.has(name)) continue
    yield
    const chain = chainOf(name)
    for (const { name: told } of chain?.sessions ?? []) known.add(told)
    if (chain !== null) blocks.push(...chainBlocks(chain, ofIncidents))
  }
  if (blocks.length === 0) return [paragraph(words.noChains)]
  return [
    note([sessionsMean, dashedMeans].join(' ')),
    ...blocks,
    ...(names.length > mostSessions ? [note(words.chainsCut(mostSessions, names.length))] : []),
  ]
}

function chainBlocks({ sessions, left }: SessionChain, ofIncidents: ReadonlySet<string>): readonly Block[] {
  const [first] = sessions
  const origin = nameOf(first!)
  const columns = words.sessionColumns
  return [
    heading(origin),
    chainFigure(origin, sessions.slice(0, mostDrawn), ofIncidents),
    table({
      columns: [
        { title: columns.session, isCode: true },
        { title: columns.principal, isCode: true },
        { title: columns.before },
        { title: columns.issued, isTime: true },
        { title: columns.first, isTime: true },
        { title: columns.last, isTime: true },
        { title: columns.events, isNumber: true },
        { title: columns.unproven, isNumber: true },
      ],
      of: sessions,
      row: (session) => [
        session.name,
        session.principal ?? unknownHop,
        words.cameAbout(sessionKindWords[session.kind].name, beforeText(session)),
        timeText(session.issuedAt),
        timeText(session.firstSeen),
        timeText(session.lastSeen),
        formatCount(session.events),
        formatCount(session.unprovenEvents),
      ],
      rest: words.sessionsRest,
    }),
    ...(left === 0 ? [] : [note(words.sessionsLeft(left))]),
  ]
}

/** Which session issued it and what tells so, or why that is not known. */
const beforeText = ({ start, join, parent }: ChainedSession): string =>
  start === 'issued' && parent !== null ? words.issuedBy(parent, join) : sessionStartWords[start]

const nameOf = ({ origin, principal, name }: ChainedSession): string => origin ?? principal ?? name

const width = 720
const left = 250
const top = 18
const track = 24
const inset = 14

/** One track for each session along a common time, set in below the one that issued it. */
function chainFigure(
  origin: string,
  sessions: readonly ChainedSession[],
  ofIncidents: ReadonlySet<string>,
): ReportFigure {
  const times = sessions
    .flatMap(({ issuedAt, firstSeen, lastSeen }) => [issuedAt, firstSeen, lastSeen])
    .filter((time) => time !== null)
  const from = times.reduce((least, time) => Math.min(least, time), Number.POSITIVE_INFINITY)
  const until = Math.max(
    from + minuteMs,
    times.reduce((most, time) => Math.max(most, time), 0),
  )
  const xOf = (time: number) => left + ((time - from) / (until - from)) * (width - left - 8)
  const height = top + sessions.length * track + 4
  const placeOf = new Map(sessions.map(({ name }, at) => [name, at]))
  const shapes: Shape[] =
    times.length === 0
      ? []
      : [
          ...timeAxis(
            { from: from as UtcMs, until: until as UtcMs },
            { x: left, width: width - left - 8, top, height: height - top },
          ),
        ]
  sessions.forEach((session, at) => {
    const y = top + at * track
    const x = Math.min(session.depth, 5) * inset
    const parent = session.parent === null ? undefined : placeOf.get(session.parent)
    const isProven = session.issuedByVerdict === 'verified'
    if (parent !== undefined) {
      const hop = { ink: 'muted', ...(isProven ? {} : { isDashed: true as const }) } as const
      shapes.push({
        shape: 'line',
        x1: x - inset / 2,
        y1: top + parent * track + 18,
        x2: x - inset / 2,
        y2: y + 11,
        ...hop,
      })
      shapes.push({ shape: 'line', x1: x - inset / 2, y1: y + 11, x2: x - 2, y2: y + 11, ...hop })
    }
    const start = isKnownStart(session.start) ? '' : ` (${unknownHop})`
    shapes.push({
      shape: 'text',
      x,
      y: y + 15,
      text: cutEnd(`${shortArn(session.principal ?? session.name)}${start}`, 38 - x / 6),
      ink: 'text',
      ...(ofIncidents.has(session.name) ? { isBold: true as const } : {}),
    })
    if (session.firstSeen === null) return
    const begin = xOf(session.firstSeen)
    const box = {
      shape: 'box',
      x: begin,
      y: y + 6,
      width: Math.max(3, xOf(session.lastSeen ?? session.firstSeen) - begin),
      height: 11,
    } as const
    shapes.push(session.unprovenEvents > 0 ? { ...box, ink: 'open', isHollow: true } : { ...box, ink: 'low' })
  })
  return { kind: 'figure', caption: words.chainCaption(origin), width, height, shapes }
}

/** `role/Deploy/session`; what is no ARN stays as it is. The whole stands in the table. */
const shortArn = (text: string): string => (text.startsWith('arn:') ? text.split(':').slice(5).join(':') || text : text)
const cutEnd = (text: string, most: number): string =>
  text.length <= most ? text : `${text.slice(0, Math.max(1, most - 1))}…`
