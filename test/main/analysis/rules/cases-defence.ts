import { anna, call, calls, type RuleCase } from './rule-case.ts'

const parameters = (requestParameters: unknown) => ({ requestParameters })
const filter = (action: string) => call('guardduty', 'CreateFilter', parameters({ name: 'example', action }))
const retention = (retentionInDays: number) =>
  call('logs', 'PutRetentionPolicy', parameters({ logGroupName: 'example', retentionInDays }))
const logging = (BucketLoggingStatus: object) =>
  call('s3', 'PutBucketLogging', parameters({ bucketName: 'example-exports', BucketLoggingStatus }))
const onBucket = (eventName: string, bucketName: string, overrides: object = {}) =>
  call('s3', eventName, { ...parameters({ bucketName }), ...overrides })
const byCloudTrail = {
  sourceIPAddress: 'cloudtrail.amazonaws.com',
  userIdentity: { type: 'AWSService', invokedBy: 'cloudtrail.amazonaws.com' },
}

/** Detection, logs and limits that are switched off. */
export const defenceCases: Readonly<Record<string, RuleCase>> = {
  'dns-query-logs-removed': {
    hit: [
      ...calls('route53resolver', 'DisassociateResolverQueryLogConfig DeleteResolverQueryLogConfig'),
      ...calls('route53', 'DeleteQueryLoggingConfig'),
    ],
    miss: calls('route53resolver', 'CreateResolverQueryLogConfig GetResolverQueryLogConfig'),
  },
  'bedrock-guard-off': { hit: calls('bedrock', 'DeleteGuardrail DeleteModelInvocationLoggingConfiguration'), miss: calls('bedrock', 'CreateGuardrail GetGuardrail') },
  'bucket-access-logs-off': {
    hit: [logging({ xmlns: 'http://s3.amazonaws.com/doc/2006-03-01/' })],
    miss: [logging({ LoggingEnabled: { TargetBucket: 'example-logs' } }), call('s3', 'GetBucketLogging')],
  },
  'database-sign-in-changed': {
    hit: [
      call('rds', 'ModifyDBInstance', parameters({ masterUserPassword: '****' })),
      call('rds', 'ModifyDBCluster', parameters({ enableIAMDatabaseAuthentication: false })),
    ],
    miss: [call('rds', 'ModifyDBInstance', parameters({ allocatedStorage: 20 })), call('rds', 'DescribeDBInstances')],
  },
  'disk-encryption-default-off': { hit: calls('ec2', 'DisableEbsEncryptionByDefault'), miss: calls('ec2', 'EnableEbsEncryptionByDefault GetEbsEncryptionByDefault') },
  'event-rule-removed': { hit: calls('events', 'DisableRule RemoveTargets DeleteRule'), miss: calls('events', 'EnableRule ListRules') },
  'guardduty-findings-suppressed': {
    hit: [filter('ARCHIVE'), ...calls('guardduty', 'CreateIPSet ArchiveFindings')],
    miss: [filter('NOOP'), ...calls('guardduty', 'ListFilters')],
  },
  'log-groups-deleted': { hit: [...calls('logs', 'DeleteLogGroup DeleteLogStream'), retention(1)], miss: [retention(365), ...calls('logs', 'CreateLogGroup')] },
  'default-vpc-created': { hit: calls('ec2', 'CreateDefaultVpc CreateDefaultSubnet'), miss: calls('ec2', 'CreateVpc') },
  'load-balancer-rule-created': { hit: calls('elasticloadbalancing', 'CreateRule ModifyRule'), miss: calls('elasticloadbalancing', 'DescribeRules DeleteRule') },
  'network-acl-removed': { hit: calls('ec2', 'DeleteNetworkAcl DeleteNetworkAclEntry'), miss: calls('ec2', 'DescribeNetworkAcls CreateNetworkAcl') },
  'region-enabled': { hit: calls('account', 'EnableRegion'), miss: calls('account', 'ListRegions DisableRegion') },
  'securityhub-findings-changed': { hit: calls('securityhub', 'BatchUpdateFindings DeleteInsight'), miss: calls('securityhub', 'GetFindings BatchImportFindings') },
  'trail-bucket-changed': {
    hit: [
      call('cloudtrail', 'CreateTrail', parameters({ name: 'example', s3BucketName: 'example-trail' })),
      onBucket('PutBucketLifecycle', 'example-trail'),
      onBucket('GetBucketAcl', 'example-audit-logs', byCloudTrail),
      onBucket('DeleteObjects', 'example-audit-logs', { userIdentity: anna }),
    ],
    miss: [
      call('cloudtrail', 'CreateTrail', parameters({ name: 'example', s3BucketName: 'example-trail' })),
      call('s3', 'PutBucketPolicy', parameters({
        bucketName: 'example-trail',
        bucketPolicy: {
          Statement: [
            { Effect: 'Allow', Principal: { Service: ['cloudtrail.amazonaws.com', 'config.amazonaws.com'] }, Action: 's3:PutObject', Resource: 'arn:aws:s3:::example-trail/*' },
          ],
        },
      })), // biome-ignore format: one line a statement
      onBucket('PutBucketLifecycle', 'example-exports'),
      onBucket('GetBucketAcl', 'example-trail', byCloudTrail),
      onBucket('GetBucketPolicy', 'example-trail'),
    ],
  },
  'web-firewall-removed': { hit: [...calls('wafv2', 'DisassociateWebACL DeleteWebACL'), ...calls('waf-regional', 'DeleteRuleGroup')], miss: calls('wafv2', 'GetWebACL AssociateWebACL') },
} // biome-ignore format: one line a call
