import { alphabets, type Random, randomFrom } from '../fixtures/random.ts'
import { accounts, aRecord, type CloudTrailRecord, identities } from '../fixtures/records.ts'
import type { Log } from '../main/analysis/rules/a-detection.ts'

/**
 * A month of an organization that nobody attacks: people who keep their addresses and work by day, at the console and with
 * the CLI; pipelines that deploy; machines, tasks and services that come and go; an inventory by night; and what is done
 * once a month. Made up, the same each time. The trail of the bench is for speed: its addresses are drawn for each event.
 */
const begin = Date.UTC(2024, 2, 4)
const [minute, hour, day] = [60_000, 3_600_000, 86_400_000]
const account = accounts.production
export const days = 30

const reads = {
  ec2: 'DescribeInstances DescribeVolumes DescribeSnapshots DescribeImages DescribeSecurityGroups DescribeSubnets DescribeVpcs DescribeRouteTables DescribeAddresses DescribeKeyPairs DescribeTags DescribeNetworkInterfaces DescribeInstanceStatus DescribeInstanceTypes DescribeLaunchTemplates DescribeNatGateways',
  iam: 'ListRoles ListUsers ListPolicies GetRole GetRolePolicy ListAttachedRolePolicies ListRolePolicies GetPolicy GetPolicyVersion ListInstanceProfilesForRole',
  s3: 'ListBuckets GetBucketLocation GetBucketPolicy GetBucketAcl GetBucketTagging GetBucketEncryption GetBucketVersioning GetBucketLogging',
  lambda:
    'ListFunctions20150331 GetFunction20150331v2 GetFunctionConfiguration20150331v2 GetPolicy20150331v2 ListVersionsByFunction20150331',
  logs: 'DescribeLogGroups DescribeLogStreams FilterLogEvents GetLogEvents',
  rds: 'DescribeDBInstances DescribeDBClusters DescribeDBSnapshots DescribeDBSubnetGroups ListTagsForResource',
  ecs: 'DescribeClusters ListClusters DescribeServices ListServices DescribeTaskDefinition ListTasks',
  monitoring: 'DescribeAlarms GetMetricData ListMetrics GetDashboard',
  cloudformation: 'DescribeStacks ListStacks DescribeStackEvents GetTemplate',
  kms: 'ListKeys DescribeKey ListAliases GetKeyPolicy',
} as const
const allReads = Object.entries(reads).flatMap(([service, names]) =>
  names.split(' ').map((name) => [service, name] as const),
)

const deployments: readonly (readonly [service: string, name: string, parameters: unknown])[] = [
  ['lambda', 'UpdateFunctionCode20150331v2', { functionName: 'example' }],
  ['lambda', 'UpdateFunctionConfiguration20150331v2', { functionName: 'example', layers: [`arn:aws:lambda:us-east-1:${account}:layer:shared:4`] }],
  ['lambda', 'PublishVersion20150331', { functionName: 'example' }],
  ['ecs', 'RegisterTaskDefinition', { family: 'example', containerDefinitions: [{ image: 'example', command: ['serve'] }] }],
  ['ecs', 'UpdateService', { service: 'example' }],
  ['cloudformation', 'CreateChangeSet', { stackName: 'example', capabilities: ['CAPABILITY_NAMED_IAM'] }],
  ['cloudformation', 'ExecuteChangeSet', { stackName: 'example' }],
  ['events', 'PutRule', { name: 'example-nightly' }],
  ['events', 'PutTargets', { rule: 'example-nightly' }],
  ['logs', 'CreateLogGroup', { logGroupName: '/aws/lambda/example' }],
  ['logs', 'PutRetentionPolicy', { logGroupName: '/aws/lambda/example', retentionInDays: 30 }],
  ['iam', 'PutRolePolicy', { roleName: 'example', policyName: 'own', policyDocument: '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::example/*"}]}' }],
  ['s3', 'PutBucketTagging', { bucketName: 'example-artifacts' }],
  ['ec2', 'AuthorizeSecurityGroupIngress', { groupId: 'sg-0c0ffee0000000001', ipPermissions: { items: [{ ipRanges: { items: [{ cidrIp: '10.0.0.0/16' }] } }] } }],
] // biome-ignore format: a call a line

const agents = {
  browser: 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/122.0.0.0 Safari/537.36',
  console: 'AWS Console/1.0, aws-internal/3 aws-sdk-java/1.12.600 Linux/5.10 Java/1.8.0',
  cli: 'aws-cli/2.15.30 Python/3.11.8 Linux/6.5.0 exe/x86_64.ubuntu.22 prompt/off',
  boto: 'Boto3/1.34.50 md/Botocore#1.34.50 ua/2.0 os/linux#5.10.0 md/arch#x86_64 lang/python#3.12.1',
  terraform: 'APN/1.0 HashiCorp/1.0 Terraform/1.7.4 (+https://www.terraform.io) terraform-provider-aws/5.39.0',
  sdk: 'aws-sdk-go-v2/1.25.0 os/linux lang/go#1.22.0 md/GOOS#linux md/GOARCH#amd64',
} as const

interface Caller {
  readonly userIdentity: unknown
  readonly sourceIPAddress: string
  readonly userAgent: string
  readonly [field: string]: unknown
}

class Month {
  readonly #random: Random = randomFrom('a month without an attack')
  #records: CloudTrailRecord[] = []

  call(caller: Caller, at: number, service: string, eventName: string, more: CloudTrailRecord = {}): void {
    this.#records.push(
      aRecord({
        eventTime: new Date(Math.floor(at / 1000) * 1000).toISOString().replace('.000Z', 'Z'),
        eventID: this.#random.uuid(),
        requestID: this.#random.uuid(),
        eventSource: `${service}.amazonaws.com`,
        eventName,
        readOnly: /^(Describe|Get|List|Filter|Decrypt)/.test(eventName),
        requestParameters: null,
        ...caller,
        ...more,
      }),
    )
  }

  get random(): Random {
    return this.#random
  }

  key(kind: 'AKIA' | 'ASIA', name: string): string {
    return `${kind}${randomFrom(name).text(alphabets.base32, 9)}EXAMPLE`
  }

  /** The records since it was last asked. */
  taken(): CloudTrailRecord[] {
    const taken = this.#records
    this.#records = []
    return taken
  }
}

const session = (month: Month, role: string, name: string, of: string) =>
  identities.role(account, role, name, month.key('ASIA', `${role} ${name} ${of}`))
/** What the role of auditors may not read. */
const beyondAudit: ReadonlySet<string> = new Set(['GetKeyPolicy', 'GetLogEvents', 'FilterLogEvents', 'GetBucketPolicy'])
const refusal = { errorCode: 'AccessDenied', errorMessage: 'User is not authorized to perform this' }

function people(month: Month, today: number, at: number): void {
  const { random } = month
  for (let person = 0; person < 30; person++) {
    if (random.chance(0.15) || (person === 29 && today < 21)) continue
    const role = `AWSReservedSSO_${['Developer', 'Developer', 'ReadOnly', 'Developer', 'Operator'][person % 5]}_0123456789abcdef`
    const isAtOffice = random.chance(0.3)
    const caller = {
      userIdentity: session(month, role, `person-${person}@example.com`, String(today)),
      sourceIPAddress: isAtOffice ? `198.51.100.${1 + (person % 3)}` : `203.0.113.${10 + person}`,
    }
    const start = at + (7 + (person % 4)) * hour
    const browser = { ...caller, userAgent: agents.browser }
    month.call(browser, start, 'signin', 'ConsoleLogin', {
      eventType: 'AwsConsoleSignIn',
      responseElements: { ConsoleLogin: 'Success' },
      additionalEventData: { MFAUsed: 'No', MobileVersion: 'No' },
    })
    for (let page = 0; page < 4; page++) {
      const opened = start + random.int(8 * hour)
      const [service] = random.pick(allReads)
      for (const [of, name] of allReads)
        if (of === service || random.chance(0.12))
          month.call(
            { ...browser, sessionCredentialFromConsole: 'true' },
            opened + random.int(5000),
            of,
            name,
            random.chance(0.04) ? refusal : {},
          )
    }
    // The CLI signs in for itself: its keys are others than those of the console.
    const cli = {
      ...caller,
      userIdentity: session(month, role, `person-${person}@example.com`, `${today} cli`),
      userAgent: agents.cli,
    }
    for (let n = random.between(10, 30); n > 0; n--) {
      const [service, name] = random.pick(allReads.slice(0, 12 + person))
      month.call(cli, start + random.int(9 * hour), service, name, random.chance(0.02) ? refusal : {})
    }
    month.call(cli, start + 5 * minute, 'sts', 'GetCallerIdentity')
    if (person % 5 === 4 && random.chance(0.4))
      month.call(cli, start + 2 * hour, 'ssm', 'StartSession', { requestParameters: { target: 'i-0abcd1234example1' } })
  }
}

function pipelines(month: Month, today: number, at: number): void {
  const { random } = month
  for (let team = 0; team < 8; team++)
    for (let build = 0; build < 4; build++) {
      const start = at + 8 * hour + random.int(9 * hour)
      const sourceIPAddress = `192.0.2.${random.between(20, 60)}`
      const role = `deploy-team-${team}`
      month.call(
        { userIdentity: identities.webIdentity('token.actions.example.com', `repo:example/team-${team}`), sourceIPAddress, userAgent: agents.sdk },
        start, 'sts', 'AssumeRoleWithWebIdentity', { requestParameters: { roleArn: `arn:aws:iam::${account}:role/${role}` } },
      ) // biome-ignore format: one thing
      const caller = {
        userIdentity: session(month, role, `build-${today}-${build}`, String(today)),
        sourceIPAddress,
        userAgent: team % 4 === 3 ? agents.sdk : agents.terraform,
      }
      const looks = team % 4 === 3 ? 6 : 60
      for (let n = 0; n < looks; n++) month.call(caller, start + minute + random.int(minute), ...random.pick(allReads))
      for (let n = random.between(2, 7); n > 0; n--) {
        const [service, name, requestParameters] = random.pick(deployments)
        month.call(caller, start + 3 * minute + random.int(minute), service, name, { requestParameters })
      }
    }
}

function machines(month: Month, today: number, at: number): void {
  const { random } = month
  for (let machine = 0; machine < 40; machine++) {
    const life = Math.floor((today + machine) / 6)
    const made = randomFrom(`machine ${machine} ${life}`)
    const caller = {
      userIdentity: session(month, 'web-runtime', `i-0${made.hex(16)}`, String(today)),
      sourceIPAddress: `2001:db8:${made.hex(4)}::${made.hex(3)}`,
      userAgent: agents.sdk,
    }
    for (let n = 0; n < 20; n++)
      month.call(caller, at + n * hour + random.int(hour), 'ssm', 'UpdateInstanceInformation')
    const names = ['/web/db', '/web/cache', '/web/mail']
    month.call(caller, at + random.int(day), 'ssm', 'GetParameters', {
      requestParameters: { names, withDecryption: true },
    })
  }
  const scaling = { userIdentity: { ...session(month, 'AWSServiceRoleForAutoScaling', 'AutoScaling', ''), invokedBy: 'autoscaling.amazonaws.com' }, sourceIPAddress: 'autoscaling.amazonaws.com', userAgent: 'autoscaling.amazonaws.com' } // biome-ignore format: one thing
  for (let n = 0; n < 30; n++) {
    month.call(scaling, at + random.int(day), 'ec2', 'RunInstances', {
      requestParameters: { instanceType: 'm6i.large' },
    })
    month.call(scaling, at + random.int(day), 'ec2', 'TerminateInstances')
  }
  for (let service = 0; service < 25; service++)
    for (let n = 0; n < 6; n++) {
      const caller = {
        userIdentity: session(month, `task-${service}`, random.hex(32), ''),
        sourceIPAddress: `192.0.2.${100 + service}`,
        userAgent: agents.boto,
      }
      const start = at + random.int(day)
      for (const secretId of [`service-${service}/db`, `service-${service}/api`])
        month.call(caller, start, 'secretsmanager', 'GetSecretValue', { requestParameters: { secretId } })
      for (let k = 0; k < 4; k++) month.call(caller, start + random.int(hour), 'kms', 'Decrypt')
    }
}

function nights(month: Month, at: number): void {
  const { random } = month
  const scanner = {
    userIdentity: session(month, 'SecurityAudit', 'nightly', String(at)),
    sourceIPAddress: '198.51.100.200',
    userAgent: agents.boto,
  }
  for (const awsRegion of ['us-east-1', 'eu-west-1', 'us-west-2'])
    for (const [service, name] of allReads)
      month.call(scanner, at + 2 * hour + random.int(3 * minute), service, name, {
        awsRegion,
        ...(beyondAudit.has(name) ? refusal : {}),
      })
  const backup = { userIdentity: { ...session(month, 'AWSBackupDefaultServiceRole', 'AWSBackup', ''), invokedBy: 'backup.amazonaws.com' }, sourceIPAddress: 'backup.amazonaws.com', userAgent: 'backup.amazonaws.com' } // biome-ignore format: one thing
  for (let n = 0; n < 25; n++) {
    month.call(backup, at + 3 * hour + random.int(hour), 'ec2', 'CreateSnapshot')
    month.call(backup, at + 3 * hour + random.int(hour), 'ec2', 'DeleteSnapshot')
  }
  for (let user = 0; user < 3; user++) {
    const name = `legacy-job-${user}`
    const caller = {
      userIdentity: identities.user(account, name, month.key('AKIA', name)),
      sourceIPAddress: `198.51.100.${50 + user}`,
      userAgent: agents.boto,
    }
    for (let n = 0; n < 60; n++) month.call(caller, at + random.int(day), 's3', 'ListBuckets')
  }
}

/** What an organization does once a month, or once a week. */
function seldom(month: Month, today: number, at: number): void {
  const noon = at + 12 * hour
  const operator = { userIdentity: session(month, 'AWSReservedSSO_Operator_0123456789abcdef', 'person-4@example.com', String(today)), sourceIPAddress: '203.0.113.14', userAgent: agents.cli } // biome-ignore format: one thing
  const deploy = {
    userIdentity: session(month, 'deploy-team-2', `build-${today}-9`, String(today)),
    sourceIPAddress: '192.0.2.21',
    userAgent: agents.terraform,
  }
  if (today % 7 === 1)
    month.call(operator, noon, 'ssm', 'SendCommand', {
      requestParameters: { documentName: 'AWS-RunShellScript', instanceIds: ['i-0abcd1234example1'] },
    })
  if (today === 8) {
    month.call(operator, noon, 'iam', 'CreateUser', { requestParameters: { userName: 'vendor' } })
    month.call(operator, noon + minute, 'iam', 'AttachUserPolicy', {
      requestParameters: { userName: 'vendor', policyArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' },
    })
    month.call(operator, noon + 2 * minute, 'iam', 'CreateAccessKey', { requestParameters: { userName: 'vendor' } })
  }
  if (today === 9)
    month.call(deploy, noon, 'ec2', 'AuthorizeSecurityGroupIngress', {
      requestParameters: {
        groupId: 'sg-0c0ffee0000000002',
        ipPermissions: { items: [{ fromPort: 443, toPort: 443, ipRanges: { items: [{ cidrIp: '0.0.0.0/0' }] } }] },
      },
    })
  if (today === 15) {
    const root = identities.root(account)
    const caller = {
      userIdentity: {
        ...root,
        sessionContext: { attributes: { ...root.sessionContext.attributes, mfaAuthenticated: 'true' } },
      },
      sourceIPAddress: '198.51.100.1',
      userAgent: agents.browser,
    }
    month.call(caller, noon, 'signin', 'ConsoleLogin', {
      eventType: 'AwsConsoleSignIn',
      responseElements: { ConsoleLogin: 'Success' },
      additionalEventData: { MFAUsed: 'Yes' },
    })
    month.call(caller, noon + minute, 'account', 'GetAlternateContact')
  }
  if (today === 17)
    for (let n = 0; n < 12; n++)
      month.call(deploy, noon + n * minute, 'ec2', n % 2 === 0 ? 'TerminateInstances' : 'DeleteVolume')
  if (today === 18)
    month.call(operator, noon, 'logs', 'DeleteLogGroup', { requestParameters: { logGroupName: '/old/example' } })
  if (today === 23)
    for (const awsRegion of ['ap-south-1', 'sa-east-1', 'eu-north-1', 'ca-central-1'])
      month.call({ ...operator, userAgent: agents.console }, noon, 'ec2', 'DescribeInstances', { awsRegion })
}

/** A file a day. */
export function fairTrail(): readonly Log[] {
  const month = new Month()
  return Array.from({ length: days }, (_, today) => {
    const at = begin + today * day
    const isWorkday = new Date(at).getUTCDay() % 6 !== 0
    if (isWorkday) {
      people(month, today, at)
      pipelines(month, today, at)
      seldom(month, today, at)
    }
    machines(month, today, at)
    nights(month, at)
    return { name: `day-${today}.json`, verdict: 'verified' as const, records: month.taken() }
  })
}
