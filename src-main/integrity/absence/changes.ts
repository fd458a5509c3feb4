import type { UtcMs } from '../../../src-shared/base/time.ts'
import type { Row } from '../../../src-shared/model/event.ts'
import type { AbsenceKind } from '../../../src-shared/model/explanation.ts'
import type { LogVerdict } from '../../../src-shared/model/integrity.ts'
import type { Effect } from '../../../src-shared/words/absences.ts'

/** An event that changes what is logged, or what is kept of it. */
export interface ChangeEvent {
  readonly row: Row
  readonly eventID: string | null
  readonly eventName: string
  readonly time: UtcMs
  readonly actor: string
  readonly region: string | null
  readonly account: string | null
  readonly bucket: string | null
  /** On the file that holds it; null where there is none. */
  readonly verdict: LogVerdict['status'] | 'signed-query-result' | null
  /** `requestParameters` of its record; null where that cannot be read. */
  request(): Readonly<Record<string, unknown>> | null
}

/** What a change is made to, and so what its record has to name. */
type Target = 'trail' | 'bucket' | 'object' | 'key'

export interface Change {
  readonly source: 'cloudtrail.amazonaws.com' | 's3.amazonaws.com' | 'kms.amazonaws.com'
  readonly target: Target
  /** What it can bring about. */
  readonly explains: readonly AbsenceKind[]
  /** `later`: at any time after the delivery. `before`: shortly before, or meanwhile. `ever`: whenever it was. */
  readonly when: 'before' | 'later' | 'ever'
  readonly effect: Effect
  /** It may be about it without being enough to bring it about. */
  readonly isWeak?: boolean
}

const removal = ['gap-or-hole', 'hole', 'digest-missing', 'log-missing'] as const
const replacement = ['digest-invalid', 'log-invalid'] as const
const delivery = ['gap', 'gap-or-hole', 'hole', 'digest-missing', 'log-missing'] as const
/** A Region's silence shows less than a gap: what explains it does so perhaps. */
const logging = ['gap', 'gap-or-hole', 'silence'] as const

const change = (
  source: 'cloudtrail' | 's3' | 'kms',
  target: Target,
  explains: readonly AbsenceKind[],
  when: Change['when'],
  effect: Effect,
): Change => ({ source: `${source}.amazonaws.com`, target, explains, when, effect })

/** What expires leaves no event of its own, so that a rule is never more than a possible cause. */
const expiry: Change = {
  ...change('s3', 'bucket', removal, 'ever', 'changes-expiry'),
  isWeak: true,
}

/**
 * The operations that stop logging, validation or delivery, or take away or replace what was delivered: API references
 * of AWS CloudTrail, Amazon S3 and AWS KMS. What starts logging again is `restart`.
 */
// biome-ignore format: a table reads better in rows
export const changes: Readonly<Record<string, Change>> = {
  StopLogging: change('cloudtrail', 'trail', logging, 'before', 'stops-logging'),
  DeleteTrail: change('cloudtrail', 'trail', logging, 'before', 'deletes-trail'),
  UpdateTrail: change('cloudtrail', 'trail', logging, 'before', 'changes-delivery'),
  PutEventSelectors: { ...change('cloudtrail', 'trail', logging, 'before', 'changes-selectors'), isWeak: true },
  DeleteObject: change('s3', 'object', removal, 'later', 'deletes-object'),
  DeleteObjects: change('s3', 'bucket', removal, 'later', 'deletes-objects'),
  DeleteBucket: change('s3', 'bucket', [...removal, 'gap'], 'later', 'deletes-bucket'),
  PutObject: change('s3', 'object', replacement, 'later', 'writes-object'),
  CopyObject: change('s3', 'object', replacement, 'later', 'writes-object'),
  PutBucketPolicy: change('s3', 'bucket', delivery, 'before', 'changes-policy'),
  DeleteBucketPolicy: change('s3', 'bucket', delivery, 'before', 'deletes-policy'),
  PutBucketLifecycle: expiry,
  PutBucketLifecycleConfiguration: expiry,
  ScheduleKeyDeletion: change('kms', 'key', delivery, 'before', 'disables-key'),
  DisableKey: change('kms', 'key', delivery, 'before', 'disables-key'),
  PutKeyPolicy: change('kms', 'key', delivery, 'before', 'changes-key-policy'),
}

/** What ends a gap that StopLogging began. */
export const restart = 'StartLogging'
