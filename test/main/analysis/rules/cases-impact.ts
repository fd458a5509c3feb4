import { anna, call, calls, production, type RuleCase, third } from './rule-case.ts'

const parameters = (requestParameters: unknown) => ({ requestParameters })
const bucket = (more: object = {}) => parameters({ bucketName: 'example-exports', ...more })
const expiring = (Days: number) =>
  bucket({ LifecycleConfiguration: { Rule: { Status: 'Enabled', Expiration: { Days } } } })
const versioning = (more: object) => bucket({ VersioningConfiguration: more })
const keyOf = (account: string) =>
  bucket({
    ServerSideEncryptionConfiguration: {
      Rule: {
        ApplyServerSideEncryptionByDefault: {
          SSEAlgorithm: 'aws:kms',
          KMSMasterKeyID: `arn:aws:kms:us-east-1:${account}:key/1`,
        },
      },
    },
  })
const byService = { userIdentity: { ...anna, invokedBy: 'backup.amazonaws.com' } }

/** What leaves the account, and what is lost in it. */
export const impactCases: Readonly<Record<string, RuleCase>> = {
  'account-closed': {
    hit: [...calls('organizations', 'CloseAccount'), ...calls('account', 'CloseAccount')],
    miss: calls('organizations', 'DescribeAccount ListAccounts'),
  },
  'bucket-expires-soon': {
    hit: [call('s3', 'PutBucketLifecycle', expiring(1)), call('s3', 'PutBucketLifecycleConfiguration', expiring(7))],
    miss: [call('s3', 'PutBucketLifecycle', expiring(10)), call('s3', 'GetBucketLifecycle', expiring(1))],
  },
  'bucket-replicated': { hit: calls('s3', 'PutBucketReplication', bucket()), miss: calls('s3', 'GetBucketReplication', bucket()) },
  'data-exported': {
    hit: [...calls('rds', 'StartExportTask'), ...calls('dynamodb', 'ExportTableToPointInTime'), ...calls('ec2', 'CreateInstanceExportTask')],
    miss: calls('rds', 'DescribeExportTasks CancelExportTask'),
  },
  'deletion-protection-off': {
    hit: [
      call('rds', 'ModifyDBInstance', parameters({ deletionProtection: false })),
      call('rds', 'DeleteDBCluster', parameters({ skipFinalSnapshot: true })),
      call('dynamodb', 'UpdateTable', parameters({ deletionProtectionEnabled: false })),
    ],
    miss: [
      call('rds', 'ModifyDBInstance', parameters({ deletionProtection: true })),
      call('rds', 'DeleteDBInstance', parameters({ skipFinalSnapshot: false })),
    ],
  },
  'disks-copied': {
    hit: calls('ec2', 'CreateSnapshot CreateVolume AttachVolume'),
    miss: [...calls('ec2', 'CreateSnapshot', byService), ...calls('ec2', 'DescribeSnapshots')],
  },
  'encryption-with-foreign-key': {
    hit: [
      call('s3', 'CopyObject', bucket({ 'x-amz-server-side-encryption-customer-algorithm': 'AES256' })),
      call('s3', 'PutBucketEncryption', keyOf(third)),
      call('s3', 'PutBucketEncryption', bucket({ ServerSideEncryptionConfiguration: { Rule: { BlockedEncryptionTypes: { EncryptionType: 'NONE' } } } })),
    ],
    miss: [
      call('s3', 'PutBucketEncryption', keyOf(production)),
      call('s3', 'CopyObject', bucket({ 'x-amz-server-side-encryption': 'AES256' })),
      call('s3', 'PutObject', bucket({ 'x-amz-server-side-encryption-customer-algorithm': 'AES256' })),
    ],
  },
  'machines-stopped': { hit: calls('ec2', 'StopInstances'), miss: [...calls('ec2', 'StopInstances', byService), ...calls('ec2', 'RebootInstances')] },
  'recovery-weakened': {
    hit: [
      call('s3', 'PutBucketVersioning', versioning({ Status: 'Suspended' })),
      call('s3', 'PutBucketVersioning', versioning({ Status: 'Enabled', MfaDelete: 'Disabled' })),
      call('kms', 'ImportKeyMaterial'),
      call('dynamodb', 'UpdateContinuousBackups', parameters({ pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: false } })),
    ],
    miss: [call('s3', 'PutBucketVersioning', versioning({ Status: 'Enabled' })), call('kms', 'GetParametersForImport')],
  },
  'stores-deleted': {
    hit: [...calls('ec2', 'DeleteSnapshot TerminateInstances'), ...calls('elasticfilesystem', 'DeleteFileSystem')],
    miss: [...calls('ec2', 'DeleteSnapshot', byService), ...calls('ec2', 'DeleteTags')],
  },
  'traffic-mirrored': {
    hit: calls('ec2', 'CreateTrafficMirrorTarget CreateTrafficMirrorFilter CreateTrafficMirrorSession'),
    miss: calls('ec2', 'DescribeTrafficMirrorSessions DeleteTrafficMirrorSession'),
  },
} // biome-ignore format: one line a call
