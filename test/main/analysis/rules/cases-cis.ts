import { identities } from '../../../fixtures/records.ts'
import { anna, ben, call, calls, deploy, production, type RuleCase, refused, root, signIn } from './rule-case.ts'

const assumedRoot = { ...root, sessionContext: { ...root.sessionContext, assumedRoot: 'true' } }

/** CIS AWS Foundations Benchmark 4.1 to 4.15: every event name of the metric filters, and what they leave out. */
export const cisCases: Readonly<Record<string, RuleCase>> = {
  'cis-4.01-unauthorized-calls': {
    hit: [
      call('ec2', 'RunInstances', { errorCode: 'Client.UnauthorizedOperation' }),
      call('s3', 'GetObject', refused),
      call('kms', 'Decrypt', { errorCode: 'AccessDeniedException' }),
      call('s3', 'GetObject', { ...refused, userIdentity: deploy }),
    ],
    miss: [
      call('s3', 'HeadBucket', refused),
      call('s3', 'PutObject', { ...refused, sourceIPAddress: 'delivery.logs.amazonaws.com' }),
      call('s3', 'GetObject', { errorCode: 'NoSuchKey' }),
      call('s3', 'GetObject', { errorCode: 'NotAccessDenied' }),
    ],
  },
  'cis-4.02-console-without-mfa': {
    hit: [signIn('Success', 'No'), signIn('Success', 'No', { userIdentity: ben }), signIn('Success', undefined)],
    miss: [
      signIn('Success', 'Yes'),
      signIn('Failure', 'No'),
      signIn('Success', 'No', { userIdentity: deploy }),
      signIn('Success', 'No', { userIdentity: identities.saml(production, 'anna@example.com') }),
    ],
  },
  'cis-4.03-root-used': {
    hit: [
      call('iam', 'ListUsers', { userIdentity: root }),
      signIn('Success', 'No', { userIdentity: root }),
      call('s3', 'DeleteBucketPolicy', { userIdentity: assumedRoot }),
    ],
    miss: [
      call('iam', 'ListUsers'),
      call('kms', 'RotateKey', { userIdentity: root, eventType: 'AwsServiceEvent' }),
      call('s3', 'GetBucketAcl', { userIdentity: { ...root, invokedBy: 'support.amazonaws.com' } }),
    ],
  },
  'cis-4.04-iam-policy-changes': {
    hit: calls(
      'iam',
      'DeleteGroupPolicy DeleteRolePolicy DeleteUserPolicy PutGroupPolicy PutRolePolicy PutUserPolicy CreatePolicy ' +
        'DeletePolicy CreatePolicyVersion DeletePolicyVersion AttachRolePolicy DetachRolePolicy AttachUserPolicy ' +
        'DetachUserPolicy AttachGroupPolicy DetachGroupPolicy',
    ),
    miss: calls('iam', 'GetPolicy ListPolicies SetDefaultPolicyVersion'),
  },
  'cis-4.05-trail-changes': {
    hit: calls('cloudtrail', 'CreateTrail UpdateTrail DeleteTrail StartLogging StopLogging'),
    miss: calls('cloudtrail', 'DescribeTrails LookupEvents'),
  },
  'cis-4.06-sign-in-failures': {
    hit: [signIn('Failure', 'No'), signIn('Failure', 'No', { userIdentity: ben })],
    miss: [
      signIn('Success', 'Yes'),
      signIn('Failure', 'No', { errorMessage: 'No username found in supplied account' }),
    ],
  },
  'cis-4.07-key-disabled-or-deleted': {
    hit: calls('kms', 'DisableKey ScheduleKeyDeletion'),
    miss: [...calls('kms', 'EnableKey CancelKeyDeletion'), call('example', 'DisableKey')],
  },
  'cis-4.08-bucket-policy-changes': {
    hit: calls(
      's3',
      'PutBucketAcl PutBucketPolicy PutBucketCors PutBucketLifecycle PutBucketReplication DeleteBucketPolicy ' +
        'DeleteBucketCors DeleteBucketLifecycle DeleteBucketReplication',
    ),
    miss: [call('s3', 'GetBucketPolicy'), call('example', 'PutBucketPolicy')],
  },
  'cis-4.09-config-changes': {
    hit: calls('config', 'StopConfigurationRecorder DeleteDeliveryChannel PutDeliveryChannel PutConfigurationRecorder'),
    miss: [call('config', 'StartConfigurationRecorder'), call('logs', 'PutDeliveryChannel')],
  },
  'cis-4.10-security-group-changes': {
    hit: calls(
      'ec2',
      'AuthorizeSecurityGroupIngress AuthorizeSecurityGroupEgress RevokeSecurityGroupIngress ' +
        'RevokeSecurityGroupEgress CreateSecurityGroup DeleteSecurityGroup',
    ),
    miss: calls('ec2', 'DescribeSecurityGroups'),
  },
  'cis-4.11-network-acl-changes': {
    hit: calls(
      'ec2',
      'CreateNetworkAcl CreateNetworkAclEntry DeleteNetworkAcl DeleteNetworkAclEntry ReplaceNetworkAclEntry ' +
        'ReplaceNetworkAclAssociation',
    ),
    miss: calls('ec2', 'DescribeNetworkAcls'),
  },
  'cis-4.12-gateway-changes': {
    hit: calls(
      'ec2',
      'CreateCustomerGateway DeleteCustomerGateway AttachInternetGateway CreateInternetGateway ' +
        'DeleteInternetGateway DetachInternetGateway',
    ),
    miss: calls('ec2', 'CreateNatGateway'),
  },
  'cis-4.13-route-table-changes': {
    hit: calls(
      'ec2',
      'CreateRoute CreateRouteTable ReplaceRoute ReplaceRouteTableAssociation DeleteRouteTable DeleteRoute ' +
        'DisassociateRouteTable',
    ),
    miss: calls('ec2', 'AssociateRouteTable'),
  },
  'cis-4.14-vpc-changes': {
    hit: calls(
      'ec2',
      'CreateVpc DeleteVpc ModifyVpcAttribute AcceptVpcPeeringConnection CreateVpcPeeringConnection ' +
        'DeleteVpcPeeringConnection RejectVpcPeeringConnection AttachClassicLinkVpc DetachClassicLinkVpc ' +
        'DisableVpcClassicLink EnableVpcClassicLink',
    ),
    miss: calls('ec2', 'DescribeVpcs'),
  },
  'cis-4.15-organization-changes': {
    hit: calls(
      'organizations',
      'AcceptHandshake AttachPolicy CreateAccount CreateOrganizationalUnit CreatePolicy DeclineHandshake ' +
        'DeleteOrganization DeleteOrganizationalUnit DeletePolicy DetachPolicy DisablePolicyType EnablePolicyType ' +
        'InviteAccountToOrganization LeaveOrganization MoveAccount RemoveAccountFromOrganization UpdatePolicy ' +
        'UpdateOrganizationalUnit',
    ),
    miss: [call('iam', 'CreatePolicy', { userIdentity: anna }), call('organizations', 'ListAccounts')],
  },
}
