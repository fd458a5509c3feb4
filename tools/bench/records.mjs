// The events of the benchmark: made up, but distributed as a busy organisation's. About 1,470 bytes of JSON an event,
// of which gzip leaves a sixth. Same seed, same bytes, on every machine.

export const accounts = ['111122223333', '444455556666', '777788889999']
export const regions = ['us-east-1', 'us-west-2', 'eu-west-1', 'ap-southeast-2']
export const begin = Date.parse('2025-03-01T00:00:00Z')
export const days = 30
export const recordsPerErrorMessage = 20 // every error has a message of its own: 5 % of a million are 50,000

const principalCount = 300
const addressCount = 3009
const agentCount = 209
/** Each principal has a new session this often: 300 principals in 30 days come to 110,000 access keys. */
const sessionMs = (days * 24 * 3_600_000) / 367

/** sfc32 (Chris Doty-Humphrey, PractRand) from three words. */
export function random(a, b, c) {
  let counter = 1
  const word = () => {
    const sum = (a + b + counter++) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (((c << 21) | (c >>> 11)) + sum) | 0
    return sum >>> 0
  }
  for (let i = 0; i < 15; i++) word()
  const int = (below) => Math.floor((word() / 2 ** 32) * below)
  const hex8 = () => word().toString(16).padStart(8, '0')
  return {
    int,
    hex8,
    chance: (probability) => word() / 2 ** 32 < probability,
    pick: (list) => list[int(list.length)],
    /** Few of a list often, most of it seldom. */
    pickSkewed: (list) => list[Math.floor(list.length * (word() / 2 ** 32) ** 2.5)],
    uuid: () => {
      const [x, y] = [hex8(), hex8()]
      return `${hex8()}-${x.slice(0, 4)}-4${x.slice(5)}-a${y.slice(0, 3)}-${y.slice(4)}${hex8()}`
    },
  }
}

const base32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
function accessKeyOf(principal, session) {
  const made = random(principal, session, 7)
  let text = 'ASIA'
  while (text.length < 20) text += base32[made.int(32)]
  return text
}

const nouns = ['Instance', 'Volume', 'Policy', 'Cluster', 'Function', 'Queue', 'Stream', 'Table', 'Key', 'Snapshot']
const verbs = ['Describe', 'List', 'Get', 'Create', 'Update', 'Delete', 'Put', 'Tag']
const services = [
  'ec2',
  's3',
  'sts',
  'kms',
  'iam',
  'logs',
  'monitoring',
  'lambda',
  'dynamodb',
  'ssm',
  'ecs',
  'ecr',
  'rds',
  'sqs',
  'sns',
  'elasticloadbalancing',
  'autoscaling',
  'cloudformation',
  'secretsmanager',
  'glue',
  'athena',
  'kinesis',
  'config',
  'events',
  'states',
  'eks',
  'route53',
  'cloudfront',
  'organizations',
  'backup',
  'batch',
  'cloudtrail',
  'codebuild',
  'guardduty',
  'inspector2',
  'redshift',
  'sagemaker',
  'tagging',
  'wafv2',
  'xray',
]

/** 40 services with 10 operations each; names repeat between services, so there are fewer names than operations. */
const operations = services.flatMap((service, s) =>
  Array.from({ length: 10 }, (_, n) => {
    const verb = verbs[(s + n) % verbs.length]
    const isShared = n < 2
    const name = isShared
      ? `${verb}${nouns[n]}s`
      : `${verb}${service[0].toUpperCase()}${service.slice(1, 4)}${nouns[n]}s`
    return { source: `${service}.amazonaws.com`, service, name, readOnly: ['Describe', 'List', 'Get'].includes(verb) }
  }),
)

const made = random(1, 2, 3)
const addresses = Array.from({ length: addressCount }, (_, n) => {
  const networks = ['192.0.2', '198.51.100', '203.0.113']
  return n < 750
    ? `${networks[n % 3]}.${Math.floor(n / 3) + 1}`
    : `2001:db8:${(n % 97).toString(16)}::${n.toString(16)}`
})
const agents = Array.from({ length: agentCount }, (_, n) => {
  const minor = made.int(40)
  const forms = [
    `aws-cli/2.${minor}.${n % 30} md/awscrt#0.23.${n % 9} ua/2.1 os/linux#6.8.0-10${n} md/arch#x86_64 lang/python#3.12.${n % 9}`,
    `Boto3/1.34.${n} md/Botocore#1.34.${n} ua/2.0 os/linux#5.10.${minor} md/arch#aarch64 lang/python#3.11.${n % 9} cfg/retry-mode#legacy`,
    `aws-sdk-java/2.${minor}.${n} Linux/5.10.${minor} OpenJDK_64-Bit_Server_VM/17.0.${n % 12}+7-LTS Java/17.0.${n % 12} vendor/Example`,
    `aws-sdk-go-v2/1.${minor}.${n} os/linux lang/go#1.22.${n % 9} md/GOOS#linux md/GOARCH#amd64 api/ec2#1.1${minor}.0 m/E`,
  ]
  return forms[n % forms.length]
})

const principals = Array.from({ length: principalCount }, (_, n) => ({
  number: n,
  isUser: n % 8 === 0,
  role: `${['platform', 'payments', 'search', 'reports', 'mobile'][n % 5]}-${['deploy', 'runtime', 'batch', 'audit'][n % 4]}-${n}`,
  session: `${['i-0', 'task-', 'build-'][n % 3]}${made.hex8()}${made.hex8()}`,
  id: `AROA${made.hex8().toUpperCase()}EXAMPLE0${n % 10}`,
}))

const userIdentity = (principal, account, session) => ({
  type: 'IAMUser',
  principalId: principal.id,
  arn: `arn:aws:iam::${account}:user/${principal.role}`,
  accountId: account,
  accessKeyId: accessKeyOf(principal.number, session),
  userName: principal.role,
})

const sessionIdentity = (principal, account, session) => ({
  type: 'AssumedRole',
  principalId: `${principal.id}:${principal.session}`,
  arn: `arn:aws:sts::${account}:assumed-role/${principal.role}/${principal.session}`,
  accountId: account,
  accessKeyId: accessKeyOf(principal.number, session),
  sessionContext: {
    sessionIssuer: {
      type: 'Role',
      principalId: principal.id,
      arn: `arn:aws:iam::${account}:role/${principal.role}`,
      accountId: account,
      userName: principal.role,
    },
    attributes: {
      creationDate: new Date(begin + Math.floor((session * sessionMs) / 1000) * 1000)
        .toISOString()
        .replace('.000Z', 'Z'),
      mfaAuthenticated: 'false',
    },
  },
})

function recordOf(rng, account, region, at) {
  const operation = rng.pickSkewed(operations)
  const principal = rng.chance(0.5) ? rng.pick(principals) : rng.pickSkewed(principals)
  const session = Math.floor((at - begin) / sessionMs)
  const resource = `${operation.service}-${rng.hex8()}${rng.hex8()}`
  const arn = `arn:aws:${operation.service}:${region}:${account}:resource/${resource}`
  const isError = rng.chance(1 / recordsPerErrorMessage)
  return {
    eventVersion: '1.11',
    userIdentity: principal.isUser
      ? userIdentity(principal, account, session)
      : sessionIdentity(principal, account, session),
    eventTime: new Date(at).toISOString().replace('.000Z', 'Z'),
    eventSource: operation.source,
    eventName: operation.name,
    awsRegion: region,
    sourceIPAddress: rng.pickSkewed(addresses),
    userAgent: rng.pickSkewed(agents),
    ...(isError
      ? {
          errorCode: rng.pick([
            'AccessDenied',
            'Client.UnauthorizedOperation',
            'ThrottlingException',
            'ResourceNotFoundException',
          ]),
          errorMessage: `User: ${principal.role} is not authorized to perform: ${operation.service}:${operation.name} on resource: ${arn}`,
        }
      : {}),
    requestParameters: operation.readOnly
      ? {
          resourceId: resource,
          maxResults: 50 + rng.int(50),
          filterSet: { items: [{ name: 'team', value: principal.role }] },
        }
      : { resourceId: resource, clientToken: rng.uuid() },
    responseElements:
      operation.readOnly || isError
        ? null
        : {
            requestId: rng.uuid(),
            resource: { resourceId: resource, status: 'ACTIVE', revision: rng.int(1000) },
            _return: true,
          },
    additionalEventData: {
      'x-amz-id-2': `${rng.hex8()}${rng.hex8()}${rng.hex8()}${rng.hex8()}${rng.hex8()}`,
      SignatureVersion: 'SigV4',
    },
    requestID: rng.uuid(),
    eventID: rng.uuid(),
    readOnly: operation.readOnly,
    ...(rng.chance(0.3) ? { resources: [{ accountId: account, type: 'AWS::Example::Resource', ARN: arn }] } : {}),
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: account,
    eventCategory: 'Management',
    ...(rng.chance(0.7)
      ? {
          tlsDetails: {
            tlsVersion: 'TLSv1.3',
            cipherSuite: 'TLS_AES_128_GCM_SHA256',
            clientProvidedHostHeader: `${operation.service}.${region}.amazonaws.com`,
          },
        }
      : {}),
  }
}

/**
 * Records `0 … count - 1` of file `file` of stream `stream`, in order of time over [from, until). The same for every
 * call, whatever `count` is of the same file: `spread` is how many the whole file has.
 */
export function recordsOf(stream, file, { account, region, from, until, spread }, count) {
  const rng = random(stream + 1, file + 1, 11)
  const step = (until - from) / spread
  return Array.from({ length: count }, (_, n) => {
    const at = Math.floor((from + (n + rng.int(1000) / 1000) * step) / 1000) * 1000
    return recordOf(rng, account, region, at)
  })
}
