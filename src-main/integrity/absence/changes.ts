import type { UtcMs } from '../../../src-shared/base/time.ts'
import type { Row } from '../../../src-shared/model/event.ts'
import type { AbsenceKind } from '../../../src-shared/model/explanation.ts'

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
  /** What it did, in words, behind "…: it ". */
  readonly effect: string
  /** It may be about it without being enough to bring it about. */
  readonly isWeak?: boolean
}

const removal = ['hole', 'digest-missing', 'log-missing'] as const
const replacement = ['digest-altered', 'log-altered'] as const
const delivery = ['gap', 'hole', 'digest-missing', 'log-missing'] as const

const change = (
  source: 'cloudtrail' | 's3' | 'kms',
  target: Target,
  explains: readonly AbsenceKind[],
  when: Change['when'],
  effect: string,
): Change => ({ source: `${source}.amazonaws.com`, target, explains, when, effect })

/** What expires leaves no event of its own, so that a rule is never more than a possible cause. */
const expiry: Change = {
  ...change('s3', 'bucket', removal, 'ever', 'changes when objects of the bucket expire'),
  isWeak: true,
}

/**
 * The operations that stop logging, validation or delivery, or take away or replace what was delivered: API references
 * of AWS CloudTrail, Amazon S3 and AWS KMS. What starts logging again is `restart`.
 */
// biome-ignore format: a table reads better in rows
export const changes: Readonly<Record<string, Change>> = {
  StopLogging: change('cloudtrail', 'trail', ['gap'], 'before', 'stops the delivery of log files and digests'),
  DeleteTrail: change('cloudtrail', 'trail', ['gap'], 'before', 'deletes the trail'),
  UpdateTrail: change('cloudtrail', 'trail', ['gap'], 'before', 'changes where the trail delivers'),
  PutEventSelectors: { ...change('cloudtrail', 'trail', ['gap'], 'before', 'changes which events the trail logs, which alone ends no digests'), isWeak: true },
  DeleteObject: change('s3', 'object', removal, 'later', 'deletes an object of the bucket'),
  DeleteObjects: change('s3', 'bucket', removal, 'later', 'deletes objects of the bucket; the record does not tell which'),
  DeleteBucket: change('s3', 'bucket', [...removal, 'gap'], 'later', 'deletes the bucket'),
  PutObject: change('s3', 'object', replacement, 'later', 'writes an object of the bucket'),
  CopyObject: change('s3', 'object', replacement, 'later', 'writes an object of the bucket'),
  PutBucketPolicy: change('s3', 'bucket', delivery, 'before', 'changes who may write to the bucket'),
  DeleteBucketPolicy: change('s3', 'bucket', delivery, 'before', 'takes away the policy that lets CloudTrail deliver'),
  PutBucketLifecycle: expiry,
  PutBucketLifecycleConfiguration: expiry,
  ScheduleKeyDeletion: change('kms', 'key', delivery, 'before', 'makes a KMS key unusable; whether it is the trail’s is not in the record'),
  DisableKey: change('kms', 'key', delivery, 'before', 'makes a KMS key unusable; whether it is the trail’s is not in the record'),
  PutKeyPolicy: change('kms', 'key', delivery, 'before', 'changes who may use a KMS key; whether it is the trail’s is not in the record'),
}

/** What ends a gap that StopLogging began. */
export const restart = 'StartLogging'
