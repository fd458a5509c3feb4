import { formatUtc, minuteMs, type UtcMs } from '../base/time.ts'
import type { AbsenceKind, Certainty, Explanation } from '../model/explanation.ts'
import type { LogVerdict } from '../model/integrity.ts'

export const absenceWords: Readonly<Record<AbsenceKind, string>> = {
  gap: 'Gap',
  hole: 'Hole',
  'digest-missing': 'Digest missing',
  'digest-invalid': 'Digest altered',
  'log-missing': 'Log file missing',
  'log-invalid': 'Log file altered',
}

export const explanationWords: Readonly<Record<Explanation['status'], string>> = {
  explained: 'explained',
  perhaps: 'perhaps explained',
  unexplained: 'unexplained',
}

/**
 * Said where no event explains it. `isOldest`: older than all files of its account and Region. `disbelieved`: what an event
 * of an altered log file says, which explains nothing.
 */
export const unexplainedSentence = (isOldest: boolean, disbelieved: string | null): string =>
  [
    'No event that was read explains it.',
    ...(isOldest ? ['It is older than all files here, and perhaps was only not downloaded.'] : []),
    ...(disbelieved === null ? [] : [`This is not believed, because its log file is altered: ${disbelieved}`]),
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

interface ChangeFound extends ChangeMade {
  /** On the log file that holds the event; null where there is none. */
  readonly verdict: LogVerdict['status'] | null
}

const fileWords: Readonly<Record<LogVerdict['status'], string>> = {
  verified: 'proven',
  unverified: 'not proven',
  invalid: 'altered',
  missing: 'missing',
  uncovered: 'in no digest, so that it could have been laid there by anybody',
}

interface ChangedThing {
  readonly trail: string
  readonly bucket: string | null
  readonly key: string | null
}

/** What an event shows, and no more. */
export function causeSentence(event: ChangeFound, certainty: Certainty, of: ChangedThing, effect: Effect): string {
  const { eventName, actor, time, verdict } = event
  return `${eventName}${namedBy(certainty, of)} by ${actor} at ${formatUtc(time)}: it ${effectWords[effect]}. The event’s log file is ${verdict === null ? 'not verified' : fileWords[verdict]}.`
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
