import { serviceLinkedPath, serviceNamePattern, unnamedService } from '../model/aws-service.ts'
import type { ColumnName } from '../model/columns.ts'

/** Columns of an event as texts, flags as `true` and `false`; null where the event has no value. */
type Values<Name extends ColumnName> = Readonly<Record<Name, string | null>>

/** A column that some columns of the event tell; null where they do not. */
export interface ToldColumn<Name extends ColumnName = ColumnName> {
  readonly of: readonly Name[]
  readonly tell: (values: Values<Name>) => string | null
  /** Of columns with many values, all that is told by one of them: values that have the same here are told alike. */
  readonly matters?: { readonly [N in Name]?: (value: string) => boolean | string }
}

const told = <const Name extends ColumnName>(
  of: readonly Name[],
  tell: (values: Values<Name>) => string | null,
  matters: ToldColumn<Name>['matters'] = {},
): ToldColumn => ({ of, tell: tell as ToldColumn['tell'], matters })

/** What nobody can tell from the event, though it looks as if. */
export const notKnowable = 'not knowable'

const isUser = (type: string | null): boolean => type === 'Root' || type === 'IAMUser'

/**
 * Whether MFA authenticated the caller. `mfaAuthenticated` and `MFAUsed` are about MFA of IAM only: of others, whoever vouched
 * for them may have asked for it. So their `No` does not say no. Sources: CloudTrail user guide, "userIdentity element",
 * attributes; "AWS Management Console sign-in events", example of a federated user. Root that AssumeRoot issued
 * acts with credentials that somebody else asked for, whatever MFA root has: IAM user guide, "Track privileged tasks in AWS
 * CloudTrail".
 */
export const mfa = told(['userIdentityType', 'mfaUsed', 'mfaAuthenticated', 'assumedRoot'], (values) => {
  const { userIdentityType: type, mfaUsed, mfaAuthenticated, assumedRoot } = values
  if (mfaUsed === 'Yes' || mfaAuthenticated === 'true') return 'yes'
  if (mfaUsed === null && mfaAuthenticated === null) return null
  return isUser(type) && assumedRoot !== 'true' ? 'no' : notKnowable
})

/** Agents of programs that use a key of their own: AWS CLI, SDKs and what is built of them. */
const program = /^(aws-cli|aws-sdk|boto|botocore|terraform|hashicorp|apn\/|pulumi|kubectl|eksctl|go-http|curl)/i
const console_ = /console|signin\.amazonaws\.com/i

type SaysConsole = Values<'sessionCredentialFromConsole' | 'eventType'>

const saysConsole = ({ sessionCredentialFromConsole, eventType }: SaysConsole): boolean =>
  sessionCredentialFromConsole === 'true' || eventType === 'AwsConsoleSignIn' || eventType === 'AwsConsoleAction'

/** `yes` where the event itself says that the call came from a session of the console, which no caller can make it say. */
export const attestedConsole = told(['sessionCredentialFromConsole', 'eventType'], (values) =>
  saysConsole(values) ? 'yes' : null,
)

/**
 * Whether the call came from a session of the console: the event says so, or its agent does. The event says it of some calls
 * only, and never that it was not (CloudTrail user guide, "sessionCredentialFromConsole").
 */
export const fromConsole = told(
  ['sessionCredentialFromConsole', 'eventType', 'userAgent'],
  (values) => {
    const { userAgent } = values
    if (saysConsole(values)) return 'yes'
    return userAgent === null ? null : byAgent(userAgent)
  },
  { userAgent: byAgent },
)

function byAgent(userAgent: string): string {
  if (console_.test(userAgent)) return 'yes'
  return program.test(userAgent) ? 'no' : notKnowable
}

const serviceName = new RegExp(serviceNamePattern, 'i')
/** As CloudTrail writes it where an AWS service acts. */
export const isServiceName = (text: string): boolean => text === unnamedService || serviceName.test(text)
const isService = (text: string | null): boolean => text !== null && isServiceName(text)
const isServiceLinked = (roleArn: string | null): boolean => roleArn?.includes(serviceLinkedPath) ?? false

/**
 * Whether an AWS service made the call, by itself or for somebody: its identity or `invokedBy` is a service, its role is one
 * that only a service assumes, or the service itself wrote the event. Queries for Athena and Trino have it as a condition
 * (sql/remote/by-service.ts). Sources: CloudTrail user guide, "userIdentity element",
 * "Non-API events"; IAM user guide, "Service-linked roles".
 */
export const byAwsService = told(
  ['userIdentityType', 'invokedBy', 'sourceIPAddress', 'eventType', 'sessionIssuerArn'],
  ({ userIdentityType, invokedBy, sourceIPAddress, eventType, sessionIssuerArn }) =>
    String(
      userIdentityType === 'AWSService' ||
        eventType === 'AwsServiceEvent' ||
        isService(invokedBy) ||
        isService(sourceIPAddress) ||
        isServiceLinked(sessionIssuerArn),
    ),
  { invokedBy: isService, sourceIPAddress: isService, sessionIssuerArn: isServiceLinked },
)
