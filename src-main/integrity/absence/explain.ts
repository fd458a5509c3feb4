import { hourMs } from '../../../src-shared/base/time.ts'
import { type Cause, type Certainty, certainties, type Explanation } from '../../../src-shared/model/explanation.ts'
import {
  causeSentence,
  type Effect,
  perhapsSentence,
  restartSentence,
  unexplainedSentence,
} from '../../../src-shared/words/absences.ts'
import { type Concerned, told } from './absences.ts'
import { type Change, type ChangeEvent, changes, restart } from './changes.ts'

/** Digests are written after the hour they cover, and the last one before logging stops covers that hour, too. */
const shortlyBefore = 2 * hourMs
const mostCauses = 20

/**
 * Aligns what is absent with events that bring such things about. An event explains only what its record says: it must
 * have succeeded (the caller leaves failed ones out), must not name another trail, bucket or object, and must lie in
 * the time in which it could have had the effect.
 */
export function explain(absence: Concerned, events: readonly ChangeEvent[]): Explanation {
  const found: (Cause & { readonly isWeak: boolean })[] = []
  // Whoever changed a log file may have written the excuse into it.
  const disbelieved: typeof found = []
  for (const event of events) {
    const change = changes[event.eventName]
    if (change === undefined || !change.explains.includes(absence.kind) || !fitsInTime(change, event, absence)) continue
    const effect = effectOf(change, event)
    const certainty = effect === null ? null : certaintyOf(change, event, absence)
    if (effect === null || certainty === null || wasUndone(event, absence, events)) continue
    const isWeak =
      change.isWeak === true ||
      certainty === 'only near in time' ||
      !isProven(event) ||
      // Its digest, which is not proven, may have been made to look like a restart; other Regions went on.
      absence.kind === 'gap-or-hole' ||
      absence.kind === 'silence'
    const cause = { ...causeOf(event, certainty, effect, absence), isWeak }
    if (event.verdict === 'invalid') disbelieved.push(cause)
    else found.push(cause)
  }
  found.sort(
    (a, b) =>
      Number(a.isWeak) - Number(b.isWeak) ||
      certainties.indexOf(a.certainty) - certainties.indexOf(b.certainty) ||
      b.time - a.time,
  )
  const causes = found.slice(0, mostCauses).map(({ isWeak: _, ...cause }) => cause)
  const [best] = found
  const shown = told(absence)
  if (best === undefined)
    return {
      absence: shown,
      status: 'unexplained',
      sentence: unexplainedSentence(absence.kind, absence.isOldest, disbelieved[0]?.sentence ?? null),
      causes,
    }
  if (best.isWeak)
    return {
      absence: shown,
      status: 'perhaps',
      sentence: perhapsSentence(best.sentence),
      causes,
    }
  const end = absence.kind === 'gap' ? endOf(best, absence, events) : ''
  return { absence: shown, status: 'explained', sentence: `${best.sentence}${end}`, causes }
}

/** By a digest or by a sign file: both are signed by CloudTrail. */
const isProven = ({ verdict }: ChangeEvent): boolean => verdict === 'verified' || verdict === 'signed-query-result'

function fitsInTime({ when }: Change, { time }: ChangeEvent, { from, until }: Concerned): boolean {
  if (when === 'ever') return true
  if (when === 'later') return time >= from
  return time >= from - shortlyBefore && time < until
}

/** Null for an event about something else. */
function certaintyOf(change: Change, event: ChangeEvent, absence: Concerned): Certainty | null {
  switch (change.target) {
    case 'trail':
      return namesTrail(event, absence)
    case 'bucket':
      return event.bucket !== null && event.bucket === absence.bucket ? 'names the bucket' : null
    case 'object':
      return namesObject(event, absence)
    case 'key':
      return event.account === absence.account ? 'only near in time' : null
  }
}

/** `arn:aws:cloudtrail:us-east-1:111122223333:trail/management-events` */
const trailArn = /^arn:[^:]*:cloudtrail:([^:]*):([^:]*):trail\/(.+)$/

function namesTrail(event: ChangeEvent, absence: Concerned): Certainty | null {
  const { trail, homeRegion, account, isOrganization } = absence
  const request = event.request()
  const name = request?.name ?? request?.trailName
  // Log files without digests tell no trail's name.
  if (typeof name !== 'string' || trail === '') {
    const isNear = event.account === account && (homeRegion === '' || event.region === homeRegion)
    return isNear ? 'only near in time' : null
  }
  const [, region = event.region, owner = event.account, bare = name] = trailArn.exec(name) ?? []
  const isSame = bare === trail && (homeRegion === '' || region === homeRegion) && (isOrganization || owner === account)
  return isSame ? 'names the trail' : null
}

/** A hole and a gap name no object; any digest of the trail fits there. */
function namesObject(event: ChangeEvent, { bucket, key, trail }: Concerned): Certainty | null {
  if (bucket === null || event.bucket !== bucket) return null
  const named = event.request()?.key
  if (typeof named !== 'string') return 'names the bucket'
  if (key !== null) return named === key ? 'names the object' : null
  return named.includes('/CloudTrail-Digest/') && named.includes(`_${trail}_`) ? 'names the trail' : null
}

function causeOf(event: ChangeEvent, certainty: Certainty, effect: Effect, absence: Concerned): Cause {
  const { row, eventID, eventName, time, actor } = event
  const sentence = causeSentence(event, certainty, absence, effect)
  return { row, eventID, eventName, time, actor, certainty, sentence }
}

/** UpdateTrail may change anything; what leaves delivery and validation alone explains nothing. Null for that. */
function effectOf({ effect }: Change, event: ChangeEvent): Effect | null {
  if (event.eventName !== 'UpdateTrail') return effect
  const request = event.request()
  if (request === null) return 'changes-trail'
  if (request.enableLogFileValidation === false) return 'ends-validation'
  return typeof request.s3BucketName === 'string' || typeof request.s3KeyPrefix === 'string' ? effect : null
}

/** Logging that was started again before the gap began was not off in it. */
function wasUndone(event: ChangeEvent, absence: Concerned, events: readonly ChangeEvent[]): boolean {
  const again = event.eventName === 'StopLogging' ? restartOf(event, absence, events) : null
  return again !== null && again.time <= absence.from
}

function restartOf({ time }: { readonly time: number }, absence: Concerned, events: readonly ChangeEvent[]) {
  let first: ChangeEvent | null = null
  for (const event of events) {
    if (event.eventName !== restart || event.time <= time || event.time > absence.until) continue
    // Nothing but what is proven takes an explanation away.
    if (!isProven(event)) continue
    if (namesTrail(event, absence) !== 'names the trail') continue
    if (first === null || event.time < first.time) first = event
  }
  return first
}

/** Who started logging again, and for how long it was off. */
function endOf(cause: Cause, absence: Concerned, events: readonly ChangeEvent[]): string {
  if (cause.eventName !== 'StopLogging') return ''
  return ` ${restartSentence(restartOf(cause, absence, events), cause.time)}`
}
