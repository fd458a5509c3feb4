import { expect, test } from 'vitest'
import { actor } from '../../../src-main/columns/actors.ts'
import { cellValue } from '../../../src-main/columns/cell-value.ts'
import { toldColumn } from '../../../src-main/columns/told-columns.ts'
import { byAwsService, fromConsole, mfa } from '../../../src-shared/what/caller.ts'
import { snapshotOf, type Values } from '../../fixtures/snapshot.ts'

const role = (account: number, name: string) => `arn:aws:iam::${111122223333 + account}:role/${name}`
/** What each of these columns may hold; an event has one of each, or none. */
const held: Readonly<Record<string, readonly string[]>> = {
  userIdentityType: ['IAMUser', 'AssumedRole', 'Root', 'AWSService'],
  userIdentityArn: ['arn:aws:iam::111122223333:user/alice', 'arn:aws:iam::111122223333:user/bob'],
  userName: ['alice', 'bob'],
  invokedBy: ['config.amazonaws.com', 'AWS Internal', 'someone'],
  sourceIPAddress: [...Array(300).keys()].map((n) => `192.0.2.${n % 256}`).concat('ec2.amazonaws.com'),
  eventType: ['AwsApiCall', 'AwsServiceEvent', 'AwsConsoleSignIn'],
  sessionIssuerArn: [...Array(300).keys()].map((n) => role(n, `Role${n}`)).concat(role(1, 'aws-service-role/x/Y')),
  userAgent: ['aws-cli/2.19', 'Mozilla/5.0', 'signin.amazonaws.com', 'APN/1.0 HashiCorp'],
  mfaUsed: ['Yes', 'No'],
}

/** Without a random number: the nth event takes of each column a value, by steps that no two columns share. */
const events: readonly Values[] = Array.from({ length: 4_000 }, (_, n) =>
  Object.fromEntries(
    Object.entries(held).flatMap(([name, values], k) => {
      const pick = Math.floor((n * (2 * k + 3)) / (k + 1)) % (values.length + 1)
      return pick === values.length ? [] : [[name, values[pick]!]]
    }),
  ),
)

test.each(Object.entries({ actor, mfa, fromConsole, byAwsService }))(
  '%s of all events is what each event alone tells',
  (_, told) => {
    const snapshot = snapshotOf(events)
    const { codes, dictionary } = toldColumn(snapshot, told)
    const alone = events.map((_, row) =>
      told.tell(Object.fromEntries(told.of.map((name) => [name, textOf(cellValue(snapshot, name, row))])) as never),
    )
    expect(Array.from(codes, (code) => (code === 0 ? null : dictionary[code]))).toEqual(alone)
    expect(new Set(alone).size).toBeGreaterThan(1)
  },
)

const textOf = (value: unknown) => (value === null ? null : String(value))
