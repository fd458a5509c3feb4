import type { S3Place } from '../model/acquisition.ts'

/** The ARN of an access point takes the place of a bucket's name (S3 user guide, "Using access points"). */
const withAccessPoint = /^s3:\/\/(arn:[^/]+:accesspoint[/:][^/]+)(?:\/(.*))?$/s
/** S3 user guide, "Bucket naming rules": older buckets may have capitals and underscores. */
const withBucket = /^s3:\/\/([A-Za-z0-9][\w.-]{2,254})(?:\/(.*))?$/s

/** What was typed as `s3://bucket/prefix`; null for anything else. The prefix ends with `/`: it names a level. */
export function readS3Place(text: string): S3Place | null {
  const [, bucket, prefix = ''] = withAccessPoint.exec(text) ?? withBucket.exec(text) ?? []
  if (bucket === undefined) return null
  return { bucket, prefix: prefix === '' || prefix.endsWith('/') ? prefix : `${prefix}/` }
}

export const s3Address = ({ bucket, prefix }: S3Place): string => `s3://${bucket}/${prefix}`
