/**
 * Where log files of a trail lie in S3, as far as it is known: what the tables of Athena and Trino are made of. Accounts,
 * families, Regions and days are combined: each stands for folders that may be empty.
 */
export interface TrailPlace {
  /**
   * The address of the level that holds the accounts, with `/` at its end: `s3://bucket/prefix/AWSLogs/`, of an organization
   * `s3://bucket/AWSLogs/o-exampleorgid/` (CloudTrail user guide, "Finding your CloudTrail log files").
   */
  readonly location: string
  readonly accounts: readonly string[]
  /** `CloudTrail`, `CloudTrail-Insight`, `CloudTrail-NetworkActivity`, … */
  readonly families: readonly string[]
  readonly regions: readonly string[]
  readonly days: DaySpan
}

/** Days of delivery, UTC, both inside: `2024-03-05`. */
export interface DaySpan {
  readonly first: string
  readonly last: string
}

/** A place as the log files of a case tell it. */
export interface SeenPlace extends Omit<TrailPlace, 'location'> {
  /** Null where neither a digest nor a manifest tells the bucket. */
  readonly location: string | null
  /** `o-exampleorgid`, of the trail of an organization. */
  readonly organization: string | null
  readonly files: number
}

export interface SeenPlaces {
  /** The one with the most files first. */
  readonly places: readonly SeenPlace[]
  /** Log files whose name and path do not tell account, Region and day. */
  readonly unplaced: number
}
