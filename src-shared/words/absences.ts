import { formatCounted } from '../base/count.ts'
import { formatUtc, minuteMs, type UtcMs } from '../base/time.ts'
import {
  type AbsenceCounts,
  type AbsenceKind,
  absenceKinds,
  type Certainty,
  countAbsences,
  type Explanation,
} from '../model/explanation.ts'
import type { Chain, LogVerdict } from '../model/integrity.ts'

interface AbsenceWords {
  /** In a list. */
  readonly name: string
  /** Behind a number. */
  readonly one: string
  readonly many: string
  /** What it means, a sentence. */
  readonly doc: string
}

/** The same words in the window, the terminal, SQL and reports. */
export const absenceWords: Readonly<Record<AbsenceKind, AbsenceWords>> = {
  gap: {
    name: 'Gap',
    one: 'gap',
    many: 'gaps',
    doc: 'No digest covers the time, and the next digest, which is proven, starts the chain anew: nothing was delivered, or it was deleted.',
  },
  'gap-or-hole': {
    name: 'Gap or hole',
    one: 'gap or hole',
    many: 'gaps or holes',
    doc: 'No digest covers the time, and the next digest, which is not proven, starts the chain anew: digests may have been deleted.',
  },
  hole: {
    name: 'Hole',
    one: 'hole',
    many: 'holes',
    doc: 'No digest covers the time: digests that must have existed are missing or unreadable.',
  },
  silence: {
    name: 'Silence',
    one: 'silence',
    many: 'silences',
    doc: 'Neither digests nor log files of the Region are there, though there are before, and after or of other Regions: no digest tells whether nothing was delivered.',
  },
  'digest-missing': {
    name: 'Missing digest',
    one: 'missing digest',
    many: 'missing digests',
    doc: 'A later digest names it, and it is not where it belongs.',
  },
  'digest-invalid': {
    name: 'Invalid digest',
    one: 'invalid digest',
    many: 'invalid digests',
    doc: 'Its content, its signature or its format disproves it.',
  },
  'log-missing': {
    name: 'Missing log file',
    one: 'missing log file',
    many: 'missing log files',
    doc: 'A digest lists it, and it is not where it belongs.',
  },
  'log-invalid': {
    name: 'Invalid log file',
    one: 'invalid log file',
    many: 'invalid log files',
    doc: 'It is not what a proven digest states.',
  },
}

/** What all kinds are called together. */
export const absencesTitle = 'Missing or invalid'

/** `1 gap`, `2 missing log files`: each kind of which there is any. */
export const absenceCountWords = (
  counts: AbsenceCounts,
  kinds: readonly AbsenceKind[] = absenceKinds,
): readonly string[] =>
  kinds.flatMap((kind) => {
    const { one, many } = absenceWords[kind]
    return counts[kind] === 0 ? [] : [formatCounted(counts[kind], one, many)]
  })

export const nothingAbsent = 'The digests in the folder report nothing missing or invalid.'

/** All of it in one sentence. */
export function absencesSentence(counts: AbsenceCounts): string {
  const told = absenceCountWords(counts)
  return told.length === 0 ? nothingAbsent : `${absencesTitle}: ${told.join(', ')}.`
}

/** `2 proven spans, 1 gap`: the time of one chain. */
export function chainTimeWords({ verifiedSpans, gaps, unclear = [], holes }: Chain): string {
  const counts = { ...countAbsences([]), gap: gaps.length, 'gap-or-hole': unclear.length, hole: holes.length }
  const told = absenceCountWords(counts)
  return [formatCounted(verifiedSpans.length, 'proven span'), ...(told.length === 0 ? ['no gap or hole'] : told)].join(
    ', ',
  )
}

const timeKinds = ['gap', 'gap-or-hole', 'hole'] as const satisfies readonly AbsenceKind[]

/** The same of time that no digest covers alone. */
export const uncoveredTimeWords = (counts: AbsenceCounts): readonly string[] => absenceCountWords(counts, timeKinds)

export const explanationWords: Readonly<Record<Explanation['status'], string>> = {
  explained: 'explained',
  perhaps: 'perhaps explained',
  unexplained: 'unexplained',
}

/**
 * Said where no event explains it. `isOldest`: older than all files of its account and Region. `disbelieved`: what an event
 * of an invalid log file says, which explains nothing.
 */
export const unexplainedSentence = (kind: AbsenceKind, isOldest: boolean, disbelieved: string | null): string =>
  [
    ...(kind === 'silence' ? [absenceWords.silence.doc] : []),
    'No event in this case explains it.',
    ...(isOldest ? ['It is older than all files here, and perhaps was only not downloaded.'] : []),
    ...(disbelieved === null ? [] : [`This is not believed, because its log file is invalid: ${disbelieved}`]),
  ].join(' ')

/** Said where the best cause does not suffice to bring it about. */
export const perhapsSentence = (cause: string): string => `Perhaps, for the events do not show it: ${cause}`

/** What an event did, behind “…: it ”. */
export const effectWords = {
  'stops-logging': 'stops the delivery of log files and digests',
  'deletes-trail': 'deletes the trail',
  'changes-delivery': 'changes where the trail delivers',
  'ends-validation': 'turns log file validation off',
  'changes-trail': 'changes the trail; what of it is not known',
  'changes-selectors': 'changes which events the trail logs, which alone ends no digests',
  'deletes-object': 'deletes an object of the bucket',
  'deletes-objects': 'deletes objects of the bucket; the record does not tell which',
  'deletes-bucket': 'deletes the bucket',
  'writes-object': 'writes an object of the bucket',
  'changes-policy': 'changes who may write to the bucket',
  'deletes-policy': 'takes away the policy that lets CloudTrail deliver',
  'changes-expiry': 'changes when objects of the bucket expire',
  'disables-key': 'makes a KMS key unusable; whether it is the trail’s is not in the record',
  'changes-key-policy': 'changes who may use a KMS key; whether it is the trail’s is not in the record',
} as const
export type Effect = keyof typeof effectWords

interface ChangeMade {
  readonly eventName: string
  readonly actor: string
  readonly time: UtcMs
}

type HeldBy = LogVerdict['status'] | 'signed-query-result'

interface ChangeFound extends ChangeMade {
  /** On the file that holds the event; null where there is none. */
  readonly verdict: HeldBy | null
}

const fileWords: Readonly<Record<HeldBy, string>> = {
  verified: 'The event’s log file is proven.',
  unverified: 'The event’s log file is not proven.',
  invalid: 'The event’s log file is invalid.',
  missing: 'The event’s log file is missing.',
  uncovered: 'The event’s log file is in no digest, so that it could have been laid there by anybody.',
  'signed-query-result': 'The event is in query results that a sign file proves.',
}
const notVerified = 'The event’s log file is not verified.'

interface ChangedThing {
  readonly trail: string
  readonly bucket: string | null
  readonly key: string | null
}

/** What an event shows, and no more. */
export function causeSentence(event: ChangeFound, certainty: Certainty, of: ChangedThing, effect: Effect): string {
  const { eventName, actor, time, verdict } = event
  return `${eventName}${namedBy(certainty, of)} by ${actor} at ${formatUtc(time)}: it ${effectWords[effect]}. ${verdict === null ? notVerified : fileWords[verdict]}`
}

function namedBy(certainty: Certainty, { trail, bucket, key }: ChangedThing): string {
  switch (certainty) {
    case 'names the object':
      return ` on s3://${bucket}/${key}`
    case 'names the trail':
      return ` on trail ${trail}`
    case 'names the bucket':
      return ` on bucket ${bucket}`
    case 'only near in time':
      return ''
  }
}

/** Who started logging again, and for how long it was off; null where nobody did before the gap ends. */
export function restartSentence(restart: Pick<ChangeMade, 'actor' | 'time'> | null, stoppedAt: UtcMs): string {
  if (restart === null) return 'No StartLogging on it was read before the gap ends.'
  const { actor, time } = restart
  return `StartLogging by ${actor} at ${formatUtc(time)}: logging was stopped for ${duration(time - stoppedAt)}.`
}

function duration(ms: number): string {
  const minutes = Math.round(ms / minuteMs)
  const [days, hours, rest] = [Math.floor(minutes / 1440), Math.floor(minutes / 60) % 24, minutes % 60]
  const parts = [days > 0 ? `${days} d` : '', hours > 0 ? `${hours} h` : '', rest > 0 ? `${rest} min` : '']
  return parts.filter((part) => part !== '').join(' ') || 'less than a minute'
}
