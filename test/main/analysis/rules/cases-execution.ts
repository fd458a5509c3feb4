import { at, ben, call, calls, type RuleCase, refused, times } from './rule-case.ts'

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
} // biome-ignore format: one line a call
