import { isServerError, isThrottlingError, isTransientError } from '@smithy/core/retry'
import type { FetchTrouble, FetchTroubleCode } from '../../src-shared/model/acquisition.ts'
import { fetchTroubleSentence } from '../../src-shared/words/acquisition.ts'

/** What errors of the AWS SDK and of Node have in common, as far as it is looked at. */
interface AwsError extends Error {
  readonly code?: string
  readonly $metadata?: { readonly httpStatusCode?: number }
  readonly $response?: { readonly headers?: Readonly<Record<string, string>> }
}

/** What came is not what was announced: the attempt is made again. */
export class DamagedBody extends Error {
  override readonly name = 'DamagedBody'
}

/** Whether the same request may succeed a moment later. */
export function isWorthRetrying(error: unknown): boolean {
  if (error instanceof DamagedBody) return true
  if (!(error instanceof Error) || isOfDisk(error)) return false
  const ofSdk = error as Parameters<typeof isTransientError>[0]
  return (
    isThrottlingError(ofSdk) || isTransientError(ofSdk) || isServerError(ofSdk) || error.name === 'RequestTimeTooSkewed'
  )
}

/** The Region that S3 names when a bucket lies elsewhere (S3 user guide, "Methods for accessing a bucket"); null without. */
export function regionInstead(error: unknown): string | null {
  const { $response, $metadata } = error as AwsError
  const status = $metadata?.httpStatusCode
  if (status !== 301 && status !== 307 && status !== 400) return null
  return $response?.headers?.['x-amz-bucket-region'] ?? null
}

/** A failed request as a fact; null where the error is none of AWS, the network or the disk, but a bug. */
export function troubleOf(subject: string, error: unknown): FetchTrouble | null {
  const code = codeOf(error as AwsError)
  return code === null
    ? null
    : { code, subject, sentence: fetchTroubleSentence(code, subject, detailOf(error as AwsError)) }
}

/** By the name of the error, which is the `Code` of S3's answer (S3 API reference, "Error responses"). */
const byName: Readonly<Record<string, FetchTroubleCode>> = {
  AccessDenied: 'access-denied',
  AccessDeniedException: 'access-denied',
  AllAccessDisabled: 'access-denied',
  Forbidden: 'access-denied',
  CredentialsProviderError: 'credentials',
  TokenProviderError: 'credentials',
  ExpiredToken: 'credentials',
  ExpiredTokenException: 'credentials',
  TokenRefreshRequired: 'credentials',
  InvalidAccessKeyId: 'credentials',
  InvalidClientTokenId: 'credentials',
  InvalidToken: 'credentials',
  UnrecognizedClientException: 'credentials',
  SignatureDoesNotMatch: 'credentials',
  InvalidObjectState: 'archived',
  NoSuchBucket: 'no-bucket',
  NoSuchKey: 'not-there',
  NoSuchVersion: 'not-there',
  NotFound: 'not-there',
  PreconditionFailed: 'changed',
  DamagedBody: 'damaged',
}

function codeOf(error: AwsError): FetchTroubleCode | null {
  if (!(error instanceof Error)) return null
  if (isOfDisk(error)) return 'disk'
  const named = byName[error.name]
  if (named === 'access-denied' && isOfKms(error)) return 'kms-denied'
  if (named !== undefined) return named
  if (isThrottlingError(error as Parameters<typeof isThrottlingError>[0])) return 'throttled'
  if (error.$metadata?.httpStatusCode !== undefined) return error.name.startsWith('KMS.') ? 'kms-denied' : 'refused'
  return isTransientError(error as Parameters<typeof isTransientError>[0]) ? 'network' : null
}

/** S3 passes on what KMS said of a key: `… is not authorized to perform: kms:Decrypt on the resource …`. */
const isOfKms = ({ message }: Error): boolean => /\bkms:|ciphertext refers to/i.test(message)

/** Errors of calls to the file system name the call. */
export const isOfDisk = (error: unknown): boolean =>
  error instanceof Error && 'syscall' in error && diskCalls.includes(String(error.syscall))
const diskCalls: readonly string[] = ['open', 'write', 'rename', 'mkdir', 'ftruncate', 'close', 'read']

/** What AWS or the system said, in one line. */
function detailOf({ name, code, message }: AwsError): string {
  const said = message.replaceAll(/\s+/g, ' ').trim().replace(/\.$/, '')
  const called = code ?? name
  return said === '' || said === called ? called : `${called}: ${said}`
}
