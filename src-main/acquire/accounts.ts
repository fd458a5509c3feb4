import { CloudTrailClient, ListPublicKeysCommand } from '@aws-sdk/client-cloudtrail'
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts'
import type { TimeSpan } from '../../src-shared/base/time.ts'
import type { Caller } from '../../src-shared/model/acquisition.ts'
import { type AwsAccess, clientOptions, type Requests } from './access.ts'
import { retrying } from './retrying.ts'

/** Who asks. This call needs no permission (STS API reference, "GetCallerIdentity"). */
export async function callerIdentity(access: AwsAccess, requests: Requests): Promise<Caller> {
  const client = new STSClient(clientOptions(access, 'STS', await access.region()))
  try {
    const {
      Arn = '',
      Account = '',
      UserId = '',
    } = await retrying(
      () => {
        requests.count('GetCallerIdentity')
        return client.send(new GetCallerIdentityCommand({}), { abortSignal: access.signal })
      },
      access.patience,
      access.signal,
    )
    return { arn: Arn, account: Account, userId: UserId }
  } finally {
    client.destroy()
  }
}

/** A key as `aws cloudtrail list-public-keys` prints it. */
export interface PrintedKey {
  readonly Value: string
  readonly ValidityStartTime: string | undefined
  readonly ValidityEndTime: string | undefined
  readonly Fingerprint: string | undefined
}

/** The keys that are valid in some part of the time. Every Region signs with keys of its own, and lists only those. */
export async function publicKeysOf(
  region: string,
  { from, until }: TimeSpan,
  access: AwsAccess,
  requests: Requests,
): Promise<readonly PrintedKey[]> {
  const client = new CloudTrailClient(clientOptions(access, 'CLOUDTRAIL', region))
  const keys: PrintedKey[] = []
  let token: string | undefined
  try {
    do {
      const page = await retrying(
        () => {
          requests.count('ListPublicKeys')
          const asked = { StartTime: new Date(from), EndTime: new Date(until), NextToken: token }
          return client.send(new ListPublicKeysCommand(asked), { abortSignal: access.signal })
        },
        access.patience,
        access.signal,
      )
      for (const { Value, ValidityStartTime, ValidityEndTime, Fingerprint } of page.PublicKeyList ?? [])
        keys.push({
          Value: Buffer.from(Value ?? []).toString('base64'),
          ValidityStartTime: ValidityStartTime?.toISOString(),
          ValidityEndTime: ValidityEndTime?.toISOString(),
          Fingerprint,
        })
      token = page.NextToken
    } while (token !== undefined)
    return keys
  } finally {
    client.destroy()
  }
}
