import type { TimeRange } from '../base/time.ts'

/** What is to be fetched, from where, and to where. */
export interface FetchRequest {
  readonly source: S3Place
  /** Absolute path of the folder that the objects go below. */
  readonly folder: string
  readonly range: TimeRange
  /** Empty: all of them. */
  readonly accounts: readonly string[]
  readonly regions: readonly string[]
  readonly organizations: readonly string[]
  /**
   * Keys of log files, without repetition, in place of all that the range and the names would choose; their digests are
   * fetched with them. Null for none.
   */
  readonly logFiles: readonly string[] | null
  /** Earlier versions of objects, too. */
  readonly versions: boolean
  /** The public keys of every Region whose digests are fetched. */
  readonly publicKeys: boolean
  /** Looks again for what is new after each such time; null: ends when everything is there. */
  readonly followMs: number | null
  /** Address of a queue of SQS that announces objects, in place of listing the bucket. */
  readonly queue: string | null
  readonly connection: Connection
  /** The command line or form, as it was given: the manifest keeps it. It holds no secrets. */
  readonly given: readonly string[]
}

/** How Regions are written. */
export const regionForm = /^[a-z]{2,}(-[a-z]+)+-\d+$/
/** How addresses of queues begin. */
export const queueForm = /^https?:\/\/[^/]+\/./
/** CloudTrail delivers about every five minutes (user guide, "How CloudTrail works"). */
export const usualFollowMs = 300_000

/** `s3://bucket/prefix`, or an access point in place of the bucket. */
export interface S3Place {
  readonly bucket: string
  /** Ends with `/`, or is empty. */
  readonly prefix: string
}

/** Null: what the AWS SDK finds in the environment and its configuration files. */
export interface Connection {
  readonly profile: string | null
  /** Of the bucket. A bucket that lies elsewhere says so, and is followed. */
  readonly region: string | null
  /** Of S3. */
  readonly endpoint: string | null
  /** The caller pays for requests of a bucket that is set up so. */
  readonly requesterPays: boolean
}

/** Who asked, as STS tells. */
export interface Caller {
  readonly arn: string
  readonly account: string
  readonly userId: string
}

/** Why something was not fetched. */
export const fetchTroubleCodes = [
  'access-denied',
  'kms-denied',
  'archived', // in a storage class that has to be restored first
  'changed', // the object is another than the one that was listed
  'not-there',
  'no-bucket',
  'credentials', // there are none, or they are not valid any more
  'network', // no answer, after all attempts
  'throttled', // S3 or KMS refused for load, after all attempts
  'damaged', // what came is not what S3 states that it sent
  'disk',
  'refused', // any other answer of AWS
] as const
export type FetchTroubleCode = (typeof fetchTroubleCodes)[number]

export interface FetchTrouble {
  readonly code: FetchTroubleCode
  /** `s3://bucket/key`, a prefix, or the name of a call. */
  readonly subject: string
  /** A whole sentence that names the subject and the reason. */
  readonly sentence: string
}

/** No later request can succeed where one ends so. */
export const endsFetch = (code: FetchTroubleCode): boolean =>
  code === 'no-bucket' || code === 'credentials' || code === 'disk'

/** Objects and their bytes. */
export interface ObjectCount {
  readonly objects: number
  readonly bytes: number
}

/** What is to be fetched, as far as it was listed. */
export interface FetchPlan {
  /** By the folder of the layout: `CloudTrail`, `CloudTrail-Digest`, … */
  readonly byFamily: Readonly<Record<string, ObjectCount>>
  readonly all: ObjectCount
  /** Of these, what an earlier run has fetched. */
  readonly alreadyThere: ObjectCount
  readonly earlierVersions: number
  /** Deletions that a versioned bucket remembers. */
  readonly deletions: number
  readonly regions: readonly string[]
}

export interface FetchProgress {
  readonly stage: 'listing' | 'fetching' | 'keys'
  readonly objectsDone: number
  /** Null while objects are listed. */
  readonly objectsTotal: number | null
  readonly bytesDone: number
  readonly bytesTotal: number
  readonly remainingMs: number | null
}

/** How an acquisition ended. */
export type FetchEnding =
  | 'whole' // everything that was asked for is in the folder
  | 'partial' // something was not fetched, and is named
  | 'stopped' // nothing more could be fetched
  | 'interrupted'

export interface FetchReport {
  readonly ending: FetchEnding
  readonly caller: Caller | null
  /** Region that the bucket answered in. */
  readonly bucketRegion: string
  readonly plan: FetchPlan
  /** Fetched by this run. */
  readonly fetched: ObjectCount
  /** Folder of the public keys; null where none were fetched. */
  readonly keysFolder: string | null
  /** Null for a dry run, which writes nothing. */
  readonly manifest: string | null
  /** Calls by their name. */
  readonly requests: Readonly<Record<string, number>>
  /** The first of them. */
  readonly troubles: readonly FetchTrouble[]
  readonly troublesTotal: number
  /** Whole sentences about what was found on the way and is no trouble. */
  readonly notes: readonly string[]
}
