import { formatCounted } from '../../../src-shared/base/count.ts'
import { formatUtc, minuteMs, type UtcMs } from '../../../src-shared/base/time.ts'
import { textColumn, timesOf } from '../columns.ts'
import { filterOf, is } from '../conditions.ts'
import { isDenial } from './denied-operations.ts'
import { KindCounts } from './fullest-spans.ts'
import type { DetectionCase, Hit } from './rule.ts'
import { distinct, listed } from './words.ts'

const width = 10 * minuteMs
/** Different operations that are refused after the question. Fewer are a mistake in a script. */
const least = 3

interface OfKey {
  /** Rows of GetCallerIdentity. */
  readonly asked: number[]
  /** Rows of what was refused later. */
  readonly refused: number[]
}

/** Access keys that ask who they are and then are refused several operations within ten minutes: of each key the widest such probe. */
export function rightsProbed(opened: DetectionCase): Hit[] {
  const { snapshot, principals, query } = opened
  const names = textColumn(snapshot, 'eventName')
  const keys = textColumn(snapshot, 'accessKeyId').dictionary
  const { times } = timesOf(snapshot)
  return [...questions(snapshot)].flatMap(([key, ofKey]): Hit[] => {
    const probe = widestProbe(ofKey, times, names.codes)
    if (probe === null) return []
    const [asked, last] = [times[probe.row]!, times[probe.refused.at(-1)!]!]
    const subject = keys[key]!
    const refused = distinct(probe.refused.map((row) => names.dictionary[names.codes[row]!]!))
    const filter = filterOf([asked, last], [is('accessKeyId', subject)])
    const events = query.count(filter)
    return [
      {
        subject,
        events,
        firstSeen: asked as UtcMs,
        lastSeen: last as UtcMs,
        sentence:
          `${principals.names[principals.codes[probe.row]!]} asked with the access key ${subject} who it is at ` +
          `${formatUtc(asked as UtcMs)}, and was refused ${formatCounted(refused.length, 'operation')} by ` +
          `${formatUtc(last as UtcMs)}: ${listed(refused)}. The key made ${formatCounted(events, 'call')} in this time.`,
        filter,
      },
    ]
  })
}

/** By the code of each access key that asks who it is. */
function questions(snapshot: DetectionCase['snapshot']): ReadonlyMap<number, OfKey> {
  const byKey = new Map<number, OfKey>()
  const names = textColumn(snapshot, 'eventName')
  const question = names.dictionary.indexOf('GetCallerIdentity')
  if (question === -1) return byKey
  const { timed } = timesOf(snapshot)
  const keys = textColumn(snapshot, 'accessKeyId').codes
  const errors = textColumn(snapshot, 'errorCode')
  const isRefusal = errors.dictionary.map(isDenial)
  for (let row = 0; row < timed; row++) {
    const key = keys[row]!
    if (key === 0) continue
    if (names.codes[row] === question) {
      const of = byKey.get(key)
      if (of === undefined) byKey.set(key, { asked: [row], refused: [] })
      else of.asked.push(row)
    }
    if (isRefusal[errors.codes[row]!]) byKey.get(key)?.refused.push(row)
  }
  return byKey
}

/** Each question begins a span of its own: an earlier one takes nothing from it. */
function widestProbe({ asked, refused }: OfKey, times: Float64Array, names: ArrayLike<number>) {
  const inside = new KindCounts()
  let [start, end] = [0, 0]
  let widest: { readonly row: number; readonly operations: number; readonly refused: readonly number[] } | null = null
  for (const row of asked) {
    for (; end < refused.length && times[refused[end]!]! <= times[row]! + width; end++)
      inside.add(names[refused[end]!]!)
    for (; start < end && refused[start]! < row; start++) inside.remove(names[refused[start]!]!)
    if (inside.size > (widest?.operations ?? least - 1))
      widest = { row, operations: inside.size, refused: refused.slice(start, end) }
  }
  return widest
}
