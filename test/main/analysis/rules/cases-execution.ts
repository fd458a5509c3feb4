import { identities } from '../../../fixtures/records.ts'
import { at, ben, call, calls, production, type RuleCase, refused, times } from './rule-case.ts'

const parameters = (requestParameters: unknown) => ({ requestParameters })
const instance = 'i-0abcd1234example1'
const onInstance = (names: string, ...overrides: readonly object[]) =>
  calls('ec2', names, Object.assign(parameters({ instancesSet: { items: [{ instanceId: instance }] } }), ...overrides))
const userData = (...overrides: readonly object[]) =>
  call(
    'ec2',
    'ModifyInstanceAttribute',
    Object.assign(parameters({ instanceId: instance, userData: '<sensitiveDataRemoved>' }), ...overrides),
  )
const sent = (documentName: string) => call('ssm', 'SendCommand', parameters({ documentName, instanceIds: [instance] }))
const layers = (...arns: readonly string[]) => parameters({ functionName: 'example', layers: arns })
const asked = (attribute: string) =>
  call('ec2', 'DescribeInstanceAttribute', parameters({ attribute, instanceId: instance }))

const asks = (instanceType: string) => call('ec2', 'RunInstances', parameters({ instanceType }))
// In two parts: it is no template of ours.
const ofIdentityCenter = ['Jersey/$', '{project.version} (HttpUrlConnection 11.0.20)'].join('')
const permissionSet = identities.role(production, 'AWSReservedSSO_Operator_0123456789abcdef', 'anna')
const { sessionIssuer } = permissionSet.sessionContext
const ofPermissionSet = {
  ...permissionSet,
  sessionContext: {
    ...permissionSet.sessionContext,
    sessionIssuer: {
      ...sessionIssuer,
      arn: sessionIssuer.arn.replace('role/', 'role/aws-reserved/sso.amazonaws.com/'),
    },
  },
}
const byService = { userIdentity: { ...ben, invokedBy: 'autoscaling.amazonaws.com' } }
const task = (command: string) =>
  call('ecs', 'RegisterTaskDefinition', parameters({ containerDefinitions: [{ command: ['sh', '-c', command] }] }))

/** What is run, where it runs, and how it is reached. */
export const executionCases: Readonly<Record<string, RuleCase>> = {
  'function-code-overwritten': {
    hit: calls('lambda', 'UpdateFunctionCode20150331v2 UpdateFunctionCode'),
    miss: calls('lambda', 'GetFunction20150331v2 UpdateFunctionConfiguration20150331v2'),
  },
  'function-layer-added': {
    hit: [
      call('lambda', 'UpdateFunctionConfiguration20150331v2', layers('arn:aws:lambda:us-east-1:444455556666:layer:example:1')),
      call('lambda', 'PublishLayerVersion20181031'),
    ],
    miss: [call('lambda', 'UpdateFunctionConfiguration20150331v2', layers()), call('lambda', 'GetLayerVersion20181031')],
  },
  'instance-user-data-changed': {
    hit: [
      ...onInstance('StopInstances'),
      userData(),
      ...onInstance('StartInstances'),
      userData({ userIdentity: ben }),
      ...onInstance('StartInstances', at(90), { userIdentity: ben }),
    ],
    miss: [
      ...onInstance('StopInstances StartInstances'),
      call('ec2', 'ModifyInstanceAttribute', parameters({ instanceId: instance, instanceType: { value: 't3.micro' } })),
    ],
  },
  'instance-user-data-read': {
    hit: [asked('userData'), { ...asked('userData'), ...refused }],
    miss: [asked('instanceType')],
  },
  'mail-sending-prepared': {
    hit: calls('ses', 'UpdateAccountSendingEnabled PutAccountDetails VerifyDomainIdentity'),
    miss: calls('ses', 'GetSendQuota ListIdentities'),
  },
  'model-access-asked': {
    hit: calls('bedrock', 'PutUseCaseForModelAccess CreateFoundationModelAgreement'),
    miss: calls('bedrock', 'ListFoundationModels GetUseCaseForModelAccess'),
  },
  'models-run': { hit: calls('bedrock', 'InvokeModel Converse'), miss: calls('bedrock', 'ListFoundationModels') },
  'serial-console-enabled': {
    hit: calls('ec2', 'EnableSerialConsoleAccess'),
    miss: calls('ec2', 'GetSerialConsoleAccessStatus DisableSerialConsoleAccess'),
  },
  'ssh-key-pushed': {
    hit: calls('ec2-instance-connect', 'SendSSHPublicKey SendSerialConsoleSSHPublicKey'),
    miss: calls('ec2-instance-connect', 'OpenTunnel'),
  },
  'ssm-command-sent': {
    hit: [sent('AWS-RunShellScript'), call('ssm', 'SendCommand', refused)],
    miss: [
      sent('AWS-RunPatchBaseline'),
      { ...sent('AWS-RunShellScript'), userIdentity: { ...ben, invokedBy: 'ssm.amazonaws.com' } },
      call('ssm', 'GetCommandInvocation'),
    ],
  },
  'ssm-session-started': {
    hit: calls('ssm', 'StartSession ResumeSession'),
    miss: calls('ssm', 'TerminateSession DescribeSessions'),
  },
  'windows-passwords-read': {
    hit: times(2, (i) => call('ec2', 'GetPasswordData', { ...parameters({ instanceId: `${instance}${i}` }), ...refused })),
    miss: calls('ec2', 'DescribeInstances'),
  },
  'cloudshell-used': { hit: calls('cloudshell', 'CreateEnvironment CreateSession'), miss: calls('cloudshell', 'PutCredentials GetEnvironmentStatus') },
  'console-from-keys': {
    hit: [call('signin', 'GetSigninToken', { userAgent: 'Python-urllib/3.11' })],
    miss: [call('signin', 'GetSigninToken', { userAgent: ofIdentityCenter, userIdentity: ofPermissionSet })],
  },
  'database-made-public': {
    hit: [
      call('rds', 'ModifyDBInstance', parameters({ publiclyAccessible: true })),
      call('rds', 'RestoreDBInstanceFromDBSnapshot', parameters({ publiclyAccessible: true })),
    ],
    miss: [call('rds', 'CreateDBInstance', parameters({ publiclyAccessible: false })), call('rds', 'ModifyDBInstance')],
  },
  'edge-function-changed': { hit: calls('cloudfront', 'CreateFunction2020_05_31 PublishFunction2020_05_31'), miss: calls('cloudfront', 'GetFunction2020_05_31') },
  'event-trigger-created': {
    hit: [...calls('events', 'PutRule PutTargets'), ...calls('lambda', 'CreateEventSourceMapping20150331')],
    miss: calls('events', 'ListRules DescribeRule'),
  },
  'glue-endpoint-created': { hit: calls('glue', 'CreateDevEndpoint UpdateDevEndpoint'), miss: calls('glue', 'GetDevEndpoints DeleteDevEndpoint') },
  'guest-credentials-issued': {
    hit: [call('cognito-identity', 'GetCredentialsForIdentity', { ...parameters({ identityId: 'us-east-1:1' }), userIdentity: { type: 'Unknown' } })],
    miss: [call('cognito-identity', 'GetCredentialsForIdentity', parameters({ logins: { 'idp.example.com': 'HIDDEN_DUE_TO_SECURITY_REASONS' } }))],
  },
  'machines-started': {
    hit: [...calls('ec2', 'RunInstances StartInstances'), ...calls('ecs', 'CreateService')],
    miss: [...calls('ec2', 'RunInstances', byService), ...calls('ec2', 'DescribeInstances')],
  },
  'notebook-script-changed': { hit: calls('sagemaker', 'CreateNotebookInstanceLifecycleConfig'), miss: calls('sagemaker', 'DescribeNotebookInstanceLifecycleConfig') },
  'root-password-recovery': { hit: calls('signin', 'PasswordRecoveryRequested PasswordRecoveryCompleted'), miss: calls('signin', 'CheckMfa') },
  'stack-with-identities': {
    hit: [call('cloudformation', 'CreateStack', parameters({ stackName: 'example', capabilities: ['CAPABILITY_NAMED_IAM'] }))],
    miss: [call('cloudformation', 'CreateStack', parameters({ stackName: 'example', capabilities: ['CAPABILITY_AUTO_EXPAND'] })), call('cloudformation', 'CreateStack')],
  },
  'task-reads-credentials': { hit: [task('curl $HOST$AWS_CONTAINER_CREDENTIALS_RELATIVE_URI')], miss: [task('node server.js')] },
  'termination-protection-set': {
    hit: [call('ec2', 'ModifyInstanceAttribute', parameters({ instanceId: instance, disableApiTermination: { value: true } }))],
    miss: [call('ec2', 'ModifyInstanceAttribute', parameters({ instanceId: instance, disableApiTermination: { value: false } }))],
  },
  'unusual-compute': {
    hit: [asks('p2.xlarge'), asks('g5.2xlarge'), asks('c5.metal'), asks('m5.24xlarge'), { ...asks('t3.micro'), errorCode: 'Client.VcpuLimitExceeded' }],
    miss: [asks('t3.micro'), asks('m5.8xlarge'), asks('i3.large'), { ...asks('t3.micro'), errorCode: 'Client.RequestLimitExceeded' }],
  },
  'telling-reads': {
    hit: [...calls('iam', 'GetAccountAuthorizationDetails', refused), ...calls('ses', 'GetSendQuota'), ...calls('bedrock', 'ListFoundationModels')],
    miss: [...calls('organizations', 'DescribeOrganization', byService), ...calls('iam', 'ListUsers')],
  },
} // biome-ignore format: one line a call
