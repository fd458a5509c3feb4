/** A metric filter that a benchmark asks for. */
export interface CisAlarm {
  /** Control of the CIS AWS Foundations Benchmark v1.4.0, whose numbers v2.0.0 and v3.0.0 keep. */
  readonly control: string
  /** Control of AWS Security Hub; null: it has none. */
  readonly securityHub: string | null
  /** The rule of findings about the same; see `differsFromRule`. */
  readonly rule: string
  readonly title: string
  /**
   * In the syntax of CloudWatch Logs: Security Hub user guide, "Security Hub controls for Amazon CloudWatch"; of 4.1 and 4.15
   * the benchmark. Names are compared as the pattern there has them; spaces differ.
   */
  readonly pattern: string
  /** In what the rule differs from the pattern; null where both name the same events. */
  readonly differsFromRule: string | null
}

const names = (list: string): string =>
  list
    .split(' ')
    .map((name) => `($.eventName=${name})`)
    .join(' || ')
/** Without the service, as the benchmark prints it: a call of that name to any service matches. */
const named = (list: string): string => `{ ${names(list)} }`
const calls = (source: string, list: string): string => `{ ($.eventSource=${source}) && (${names(list)}) }`

const anyService = (source: string): string =>
  `The rule looks at calls to ${source} only; the pattern names no service.`

/** CIS 4.1 to 4.15. */
export const cisAlarms: readonly CisAlarm[] = [
  {
    control: '4.1',
    securityHub: 'CloudWatch.2',
    rule: 'cis-4.01-unauthorized-calls',
    title: 'Unauthorized API calls',
    pattern: '{ (($.errorCode="*UnauthorizedOperation") || ($.errorCode="AccessDenied*")) && ($.sourceIPAddress!="delivery.logs.amazonaws.com") && ($.eventName!="HeadBucket") }',
    differsFromRule: null,
  },
  {
    control: '4.2',
    securityHub: 'CloudWatch.3',
    rule: 'cis-4.02-console-without-mfa',
    title: 'Console sign-in without MFA',
    pattern: '{ ($.eventName="ConsoleLogin") && ($.additionalEventData.MFAUsed!="Yes") && ($.userIdentity.type="IAMUser") && ($.responseElements.ConsoleLogin="Success") }',
    differsFromRule: null,
  },
  {
    control: '4.3',
    securityHub: 'CloudWatch.1',
    rule: 'cis-4.03-root-used',
    title: 'Root user used',
    pattern: '{ $.userIdentity.type="Root" && $.userIdentity.invokedBy NOT EXISTS && $.eventType!="AwsServiceEvent" }',
    differsFromRule: null,
  },
  {
    control: '4.4',
    securityHub: 'CloudWatch.4',
    rule: 'cis-4.04-iam-policy-changes',
    title: 'IAM policy changed',
    pattern: calls('iam.amazonaws.com', 'DeleteGroupPolicy DeleteRolePolicy DeleteUserPolicy PutGroupPolicy PutRolePolicy PutUserPolicy CreatePolicy DeletePolicy CreatePolicyVersion DeletePolicyVersion AttachRolePolicy DetachRolePolicy AttachUserPolicy DetachUserPolicy AttachGroupPolicy DetachGroupPolicy'),
    differsFromRule: null,
  },
  {
    control: '4.5',
    securityHub: 'CloudWatch.5',
    rule: 'cis-4.05-trail-changes',
    title: 'CloudTrail configuration changed',
    pattern: named('CreateTrail UpdateTrail DeleteTrail StartLogging StopLogging'),
    differsFromRule: anyService('cloudtrail.amazonaws.com'),
  },
  {
    control: '4.6',
    securityHub: 'CloudWatch.6',
    rule: 'cis-4.06-sign-in-failures',
    title: 'Console sign-in failed',
    pattern: '{ ($.eventName=ConsoleLogin) && ($.errorMessage="Failed authentication") }',
    differsFromRule: null,
  },
  {
    control: '4.7',
    securityHub: 'CloudWatch.7',
    rule: 'cis-4.07-key-disabled-or-deleted',
    title: 'KMS key disabled or scheduled for deletion',
    pattern: calls('kms.amazonaws.com', 'DisableKey ScheduleKeyDeletion'),
    differsFromRule: null,
  },
  {
    control: '4.8',
    securityHub: 'CloudWatch.8',
    rule: 'cis-4.08-bucket-policy-changes',
    title: 'S3 bucket policy changed',
    pattern: calls('s3.amazonaws.com', 'PutBucketAcl PutBucketPolicy PutBucketCors PutBucketLifecycle PutBucketReplication DeleteBucketPolicy DeleteBucketCors DeleteBucketLifecycle DeleteBucketReplication'),
    differsFromRule: null,
  },
  {
    control: '4.9',
    securityHub: 'CloudWatch.9',
    rule: 'cis-4.09-config-changes',
    title: 'AWS Config changed',
    pattern: calls('config.amazonaws.com', 'StopConfigurationRecorder DeleteDeliveryChannel PutDeliveryChannel PutConfigurationRecorder'),
    differsFromRule: null,
  },
  {
    control: '4.10',
    securityHub: 'CloudWatch.10',
    rule: 'cis-4.10-security-group-changes',
    title: 'Security group changed',
    pattern: named('AuthorizeSecurityGroupIngress AuthorizeSecurityGroupEgress RevokeSecurityGroupIngress RevokeSecurityGroupEgress CreateSecurityGroup DeleteSecurityGroup'),
    differsFromRule: anyService('ec2.amazonaws.com'),
  },
  {
    control: '4.11',
    securityHub: 'CloudWatch.11',
    rule: 'cis-4.11-network-acl-changes',
    title: 'Network ACL changed',
    pattern: named('CreateNetworkAcl CreateNetworkAclEntry DeleteNetworkAcl DeleteNetworkAclEntry ReplaceNetworkAclEntry ReplaceNetworkAclAssociation'),
    differsFromRule: anyService('ec2.amazonaws.com'),
  },
  {
    control: '4.12',
    securityHub: 'CloudWatch.12',
    rule: 'cis-4.12-gateway-changes',
    title: 'Network gateway changed',
    pattern: named('CreateCustomerGateway DeleteCustomerGateway AttachInternetGateway CreateInternetGateway DeleteInternetGateway DetachInternetGateway'),
    differsFromRule: anyService('ec2.amazonaws.com'),
  },
  {
    control: '4.13',
    securityHub: 'CloudWatch.13',
    rule: 'cis-4.13-route-table-changes',
    title: 'Route table changed',
    pattern: calls('ec2.amazonaws.com', 'CreateRoute CreateRouteTable ReplaceRoute ReplaceRouteTableAssociation DeleteRouteTable DeleteRoute DisassociateRouteTable'),
    differsFromRule: null,
  },
  {
    control: '4.14',
    securityHub: 'CloudWatch.14',
    rule: 'cis-4.14-vpc-changes',
    title: 'VPC changed',
    pattern: named('CreateVpc DeleteVpc ModifyVpcAttribute AcceptVpcPeeringConnection CreateVpcPeeringConnection DeleteVpcPeeringConnection RejectVpcPeeringConnection AttachClassicLinkVpc DetachClassicLinkVpc DisableVpcClassicLink EnableVpcClassicLink'),
    differsFromRule: anyService('ec2.amazonaws.com'),
  },
  {
    control: '4.15',
    securityHub: null,
    rule: 'cis-4.15-organization-changes',
    title: 'Organization changed',
    pattern: calls('organizations.amazonaws.com', 'AcceptHandshake AttachPolicy CreateAccount CreateOrganizationalUnit CreatePolicy DeclineHandshake DeleteOrganization DeleteOrganizationalUnit DeletePolicy DetachPolicy DisablePolicyType EnablePolicyType InviteAccountToOrganization LeaveOrganization MoveAccount RemoveAccountFromOrganization UpdatePolicy UpdateOrganizationalUnit'),
    differsFromRule: null,
  },
] // biome-ignore format: one line a pattern
