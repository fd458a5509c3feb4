/** An object that a message says was written. */
export interface Announced {
  readonly bucket: string
  readonly key: string
  readonly versionId: string | null
  /** Empty and null where the message does not say. */
  readonly etag: string
  readonly size: number | null
}

/** How often a message may be wrapped. */
const mostWrappings = 3

/**
 * The objects that a message of a queue announces: a notification of S3 (S3 user guide, "Event message structure"), of S3
 * through EventBridge, or of CloudTrail through SNS (CloudTrail user guide, "Configuring Amazon SNS notifications"), each
 * bare or in the envelope of SNS. None for S3's test message; null for what is no such message.
 */
export function announcedIn(body: string, wrappings = mostWrappings): readonly Announced[] | null {
  const message = parsed(body)
  if (message === null) return null
  if (message.Type === 'Notification' && typeof message.Message === 'string')
    return wrappings === 0 ? null : announcedIn(message.Message, wrappings - 1)
  if (message.Event === 's3:TestEvent') return []
  if (Array.isArray(message.Records)) return allOrNone(message.Records.map(ofS3))
  if (message.source === 'aws.s3') return allOrNone([ofEventBridge(message.detail)])
  if (typeof message.s3Bucket === 'string' && Array.isArray(message.s3ObjectKey))
    return allOrNone(message.s3ObjectKey.map((key) => ofCloudTrail(message.s3Bucket, key)))
  return null
}

type Fields = { readonly [name: string]: unknown }

function parsed(text: string): Fields | null {
  try {
    return fieldsOf(JSON.parse(text))
  } catch {
    return null
  }
}

const fieldsOf = (value: unknown): Fields | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : null

/** What is partly understood is not understood. */
const allOrNone = (announced: readonly (Announced | null)[]): readonly Announced[] | null =>
  announced.some((one) => one === null) ? null : (announced as readonly Announced[])

/** The key is encoded as in a form. */
function ofS3(record: unknown): Announced | null {
  const s3 = fieldsOf(fieldsOf(record)?.s3)
  const object = fieldsOf(s3?.object)
  if (object === null || typeof object.key !== 'string') return null
  return announced(fieldsOf(s3?.bucket)?.name, decoded(object.key), object.versionId, object.eTag, object.size)
}

function ofEventBridge(detail: unknown): Announced | null {
  const fields = fieldsOf(detail)
  const object = fieldsOf(fields?.object)
  return announced(fieldsOf(fields?.bucket)?.name, object?.key, object?.['version-id'], object?.etag, object?.size)
}

const ofCloudTrail = (bucket: unknown, key: unknown): Announced | null => announced(bucket, key, null, '', null)

function announced(bucket: unknown, key: unknown, version: unknown, etag: unknown, size: unknown): Announced | null {
  if (typeof bucket !== 'string' || typeof key !== 'string') return null
  return {
    bucket,
    key,
    versionId: typeof version === 'string' ? version : null,
    etag: typeof etag === 'string' && etag !== '' ? `"${etag.replaceAll('"', '')}"` : '',
    size: typeof size === 'number' ? size : null,
  }
}

function decoded(key: string): string | null {
  try {
    return decodeURIComponent(key.replaceAll('+', ' '))
  } catch {
    return null
  }
}
