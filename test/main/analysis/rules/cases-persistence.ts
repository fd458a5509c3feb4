import { identities } from '../../../fixtures/records.ts'
import {
  anna,
  at,
  ben,
  call,
  calls,
  data,
  deploy,
  production,
  type RuleCase,
  refused,
  root,
  third,
} from './rule-case.ts'

const asks = (requestParameters: unknown) => ({ requestParameters })
const made = (accessKeyId: string) => ({ responseElements: { accessKey: { accessKeyId } } })
const sessionKey = 'ASIAEXAMPLEFEDERATED'
const newKey = 'AKIAEXAMPLENEWKEY000'
const newKeyOf = (userName: string) => identities.user(production, userName, newKey)
const trust = (Principal: unknown, Condition?: unknown) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal, Condition }],
  })
const role = (Principal: unknown, Condition?: unknown) =>
  asks({ roleName: 'Deploy', assumeRolePolicyDocument: trust(Principal, Condition) })
const newTrust = (Principal: unknown, Condition?: unknown) =>
  asks({ roleName: 'Deploy', policyDocument: trust(Principal, Condition) })
const everything = JSON.stringify({ Version: '2012-10-17', Statement: { Effect: 'Allow', Action: '*', Resource: '*' } })
const reading = JSON.stringify({
  Version: '2012-10-17',
  Statement: { Effect: 'Allow', Action: 's3:Get*', Resource: '*' },
})
const github = { Federated: `arn:aws:iam::${production}:oidc-provider/token.actions.githubusercontent.com` }
const subject = { StringLike: { 'token.actions.githubusercontent.com:sub': 'repo:example/shop:*' } }

/** Ways to stay or to come back: users, keys, trust, and what else opens an account from outside. */
export const persistenceCases: Readonly<Record<string, RuleCase>> = {
  'api-created': {
    hit: [call('apigateway', 'CreateApi', asks({ name: 'shop' })), call('apigateway', 'CreateRoute', asks({ apiId: 'example', authorizationType: 'NONE' }))],
    miss: [call('apigateway', 'GetApis'), call('ec2', 'CreateRoute')],
  },
  'api-key-created': {
    hit: [call('apigateway', 'CreateApiKey', asks({ name: 'partner' })), call('appsync', 'UpdateResolver', asks({ apiId: 'example' }))],
    miss: [call('apigateway', 'GetApiKeys'), call('iam', 'CreateApiKey')],
  },
  'cluster-access-granted': {
    hit: [
      call('eks', 'AssociateAccessPolicy', asks({ name: 'shop', principalArn: `arn:aws:iam::${production}:role/Deploy`, policyArn: 'arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy' })),
      call('eks', 'CreateAccessEntry', asks({ name: 'shop', principalArn: `arn:aws:iam::${production}:role/Deploy` })),
    ],
    miss: calls('eks', 'DescribeAccessEntry ListAccessEntries'),
  },
  'domain-transfer': {
    hit: [call('route53domains', 'DisableDomainTransferLock', asks({ domainName: 'example.com' }))],
    miss: calls('route53domains', 'EnableDomainTransferLock GetDomainDetail'),
  },
  'federation-token-administrator': {
    hit: [
      call('sts', 'GetFederationToken', { ...asks({ name: 'guest', policy: everything }), responseElements: { credentials: { accessKeyId: sessionKey } } }),
      call('s3', 'ListBuckets', { userIdentity: identities.role(production, 'guest', 'guest', sessionKey) }),
      call('sts', 'GetFederationToken', asks({ name: 'guest', policyArns: [{ arn: 'arn:aws:iam::aws:policy/AdministratorAccess' }] })),
    ],
    miss: [call('sts', 'GetFederationToken', asks({ name: 'guest', policy: reading })), call('sts', 'GetFederationToken')],
  },
  'federation-token-issued': {
    hit: [call('sts', 'GetFederationToken', asks({ name: 'guest', policy: reading })), call('sts', 'GetFederationToken')],
    miss: [...calls('sts', 'GetSessionToken'), call('sts', 'GetFederationToken', asks({ name: 'guest', policy: everything }))],
  },
  'function-url-open': {
    hit: [call('lambda', 'CreateFunctionUrlConfig', asks({ functionName: 'checkout', authType: 'NONE' }))],
    miss: [call('lambda', 'CreateFunctionUrlConfig', asks({ functionName: 'checkout', authType: 'AWS_IAM' })), call('lambda', 'GetFunctionUrlConfig')],
  },
  'identity-center-access-granted': {
    hit: [
      call('sso', 'CreateAccountAssignment', asks({ permissionSetArn: 'arn:aws:sso:::permissionSet/ssoins-0000000000000000/ps-0000000000000000' })),
      call('identitystore', 'CreateGroupMembership', asks({ groupId: '90600000-0001' })),
    ],
    miss: [call('sso', 'ListAccountAssignments'), call('iam', 'CreateGroupMembership')],
  },
  'identity-center-source-changed': {
    hit: [call('sso-directory', 'EnableExternalIdPConfigurationForDirectory', asks({ directoryId: 'd-9067642ac7' }))],
    miss: calls('sso-directory', 'DescribeDirectory'),
  },
  'identity-provider-changed': {
    hit: calls('iam', 'CreateSAMLProvider UpdateSAMLProvider CreateOpenIDConnectProvider DeleteSAMLProvider'),
    miss: calls('iam', 'ListSAMLProviders GetSAMLProvider'),
  },
  'key-pair-added': {
    hit: [call('ec2', 'ImportKeyPair', asks({ keyName: 'anna' })), call('ec2', 'CreateKeyPair', { ...asks({ keyName: 'ben' }), ...refused })],
    miss: calls('ec2', 'DescribeKeyPairs DeleteKeyPair'),
  },
  'mfa-device-for-another': {
    hit: [call('iam', 'EnableMFADevice', asks({ userName: 'ben', serialNumber: `arn:aws:iam::${production}:mfa/ben` }))],
    miss: [call('iam', 'EnableMFADevice', asks({ userName: 'anna' })), call('iam', 'ListMFADevices', asks({ userName: 'ben' }))],
  },
  'own-key-created': {
    hit: [call('iam', 'CreateAccessKey', made(newKey)), call('iam', 'CreateAccessKey', { ...made('AKIAEXAMPLEOTHERKEY0'), userIdentity: ben, ...asks({ userName: 'ben' }) })],
    miss: [
      call('iam', 'CreateAccessKey', { ...asks({ userName: 'ben' }), ...made('AKIAEXAMPLEOTHERKEY0') }),
      call('iam', 'CreateAccessKey', { userIdentity: root }),
      call('iam', 'CreateAccessKey', made(newKey)),
      call('s3', 'ListBuckets', { userIdentity: newKeyOf('anna') }),
    ],
  },
  'own-key-used': {
    hit: [
      call('iam', 'CreateAccessKey', { ...made(newKey), ...asks({ userName: 'anna' }) }),
      call('s3', 'ListBuckets', { userIdentity: newKeyOf('anna'), sourceIPAddress: '203.0.113.77' }),
      call('s3', 'GetBucketAcl', { userIdentity: newKeyOf('anna'), ...refused }),
    ],
    miss: [
      call('iam', 'CreateAccessKey', made('AKIAEXAMPLEOTHERKEY0')),
      call('iam', 'CreateAccessKey', { ...made(newKey), ...asks({ userName: 'ben' }) }),
      call('s3', 'ListBuckets', { userIdentity: newKeyOf('ben') }),
    ],
  },
  'role-trust-changed': {
    hit: [
      call('iam', 'UpdateAssumeRolePolicy', newTrust({ Service: 'ec2.amazonaws.com' })),
      call('iam', 'UpdateAssumeRolePolicy', newTrust(github, subject)),
      call('iam', 'UpdateAssumeRolePolicy', asks({ roleName: 'Deploy', policyDocument: 'not a policy' })),
    ],
    miss: [...calls('iam', 'UpdateRole'), call('iam', 'UpdateAssumeRolePolicy', newTrust({ AWS: third }))],
  },
  'role-trust-opened': {
    hit: [
      call('iam', 'CreateRole', role({ AWS: `arn:aws:iam::${third}:root` }, { StringEquals: { 'sts:ExternalId': 'example' } })),
      call('iam', 'UpdateAssumeRolePolicy', newTrust({ AWS: '*' })),
      call('iam', 'UpdateAssumeRolePolicy', { ...newTrust(github), userIdentity: deploy }),
    ],
    miss: [
      call('iam', 'CreateRole', role({ Service: 'lambda.amazonaws.com' })),
      call('iam', 'CreateRole', role({ AWS: production })),
      call('iam', 'CreateRole', role(github, subject)),
      // An account that the case has events of is one's own.
      call('iam', 'CreateRole', role({ AWS: data })),
      call('iam', 'ListRoles', { recipientAccountId: data }),
    ],
  },
  'roles-anywhere-set-up': {
    hit: [
      call('rolesanywhere', 'CreateTrustAnchor', asks({ name: 'servers' })),
      call('rolesanywhere', 'CreateProfile', asks({ name: 'servers', roleArns: [`arn:aws:iam::${production}:role/Deploy`] })),
    ],
    miss: calls('rolesanywhere', 'ListTrustAnchors CreateSession'),
  },
  'root-credentials-created': {
    hit: [call('iam', 'CreateAccessKey', { userIdentity: root, ...made(newKey) }), call('iam', 'CreateLoginProfile', { userIdentity: root, ...asks({ createdByRoot: true }) })],
    miss: [call('iam', 'CreateAccessKey', { userIdentity: root, ...asks({ userName: 'ben' }) }), call('iam', 'CreateAccessKey', { userIdentity: anna })],
  },
  'service-credential-created': {
    hit: [call('iam', 'CreateServiceSpecificCredential', asks({ userName: 'ben', serviceName: 'bedrock.amazonaws.com' }))],
    miss: calls('iam', 'ListServiceSpecificCredentials DeleteServiceSpecificCredential'),
  },
  'user-created': {
    hit: [call('iam', 'CreateUser', asks({ userName: 'backup' })), call('iam', 'CreateUser', { ...asks({ userName: 'root2' }), ...at(3) })],
    miss: [call('iam', 'ListUsers'), call('cognito-idp', 'CreateUser')],
  },
} // biome-ignore format: a table
