import type { ColumnName } from '../../../src-shared/model/columns.ts'

/** What a word or a phrase means. */
export type Meaning =
  /** Part of the sentence that changes nothing. */
  | { readonly is: 'filler' }
  | { readonly is: 'service'; readonly source: string }
  /** A deed: the beginnings of API names that do it. */
  | { readonly is: 'verb'; readonly begins: readonly string[] }
  /** What was acted on: how API names spell it, and where its name stands in a request. */
  | { readonly is: 'thing'; readonly spelled: string; readonly source?: string; readonly name?: string }
  /** A condition of its own. */
  | { readonly is: 'condition'; readonly sql: string }
  /** A word for the values of a column: asked for, counted or grouped by. */
  | { readonly is: 'subject'; readonly column: Subject }
  | { readonly is: 'unit'; readonly unit: Unit }
  | { readonly is: 'groups' }
  | { readonly is: 'counts' }
  | { readonly is: 'top' }
  | { readonly is: 'events' }
  | { readonly is: 'not' }
  /** The name that follows is that of who acted, of a role, of what was acted on. */
  | { readonly is: 'actor' }
  | { readonly is: 'role' }
  | { readonly is: 'named' }
  /** The name that follows is that of whom a thing was made for or attached to. */
  | { readonly is: 'owner' }
  | { readonly is: 'time'; readonly bound: 'from' | 'until' | 'on' | 'between' | 'last' | 'first' }
  /** A unit of the calendar, so many before that of the newest event. */
  | { readonly is: 'calendar'; readonly unit: Unit; readonly back: number }
  | { readonly is: 'and' }

export type Subject = Extract<
  ColumnName,
  | 'userIdentityArn'
  | 'userIdentityType'
  | 'sourceIPAddress'
  | 'accessKeyId'
  | 'awsRegion'
  | 'recipientAccountId'
  | 'userIdentityAccountId'
  | 'eventSource'
  | 'eventName'
  | 'errorCode'
  | 'errorMessage'
  | 'userAgent'
  | 'bucketName'
  | 'requestedRoleArn'
  | 'sessionIssuerArn'
  | 'tlsVersion'
>
export type Unit = 'minute' | 'hour' | 'day' | 'week' | 'month' | 'year'

const phrases = new Map<string, Meaning>()
const says = (meaning: Meaning, ...of: readonly string[]) => {
  for (const phrase of of) phrases.set(phrase, meaning)
}

const fillers =
  'a an the when different various everything please in on at did do does done was were is are has have had been be that which what show list give me us all any ' +
  'please find tell there it its their his her with and/or this these those happened happen anything something made performed ' +
  'anyone anybody someone somebody everyone everybody tried try tries trying attempt attempts attempted ' +
  'ever most often use used using who’s i want see get me events? into within activity whose over also being account’s took place'
says({ is: 'filler' }, ...fillers.split(' '))

for (const [source, ...names] of [
  ['s3', 's3'],
  ['iam', 'iam'],
  ['sts', 'sts'],
  ['ec2', 'ec2'],
  ['kms', 'kms'],
  ['lambda', 'lambda'],
  ['rds', 'rds'],
  ['bedrock', 'bedrock'],
  ['secretsmanager', 'secrets manager', 'secretsmanager'],
  ['ssm', 'ssm', 'systems manager', 'parameter store'],
  ['cloudtrail', 'cloudtrail'],
  ['guardduty', 'guardduty'],
  ['organizations', 'organizations'],
  ['dynamodb', 'dynamodb'],
  ['cloudformation', 'cloudformation'],
  ['ecr', 'ecr'],
  ['ecs', 'ecs'],
  ['eks', 'eks'],
  ['sns', 'sns'],
  ['sqs', 'sqs'],
  ['ses', 'ses'],
  ['config', 'aws config'],
  ['signin', 'signin', 'sign-in service'],
  ['route53', 'route 53', 'route53'],
  ['logs', 'cloudwatch logs'],
  ['monitoring', 'cloudwatch'],
  ['events', 'eventbridge'],
  ['sso', 'sso', 'identity center'],
] as const)
  says({ is: 'service', source: `${source}.amazonaws.com` }, ...names)

const verbs: readonly (readonly [readonly string[], string])[] = [
  [['Delete', 'Terminate', 'Remove', 'Deregister', 'Destroy', 'Purge'], 'delete deletes deleted deleting deletion deletions remove removed removes destroy destroyed terminate terminated'],
  [['Create', 'Run', 'Allocate', 'Import', 'Register', 'Launch'], 'create creates created creating creation new'],
  [['Run', 'Start', 'Create', 'Request'], 'start starts started starting launch launched launches'],
  [['Stop', 'Disable', 'Terminate', 'Suspend'], 'stop stopped stops disable disabled disables suspended switched-off deactivated'],
  [['Update', 'Modify', 'Put', 'Change', 'Set'], 'modify modified update updated edited'],
  [['Attach', 'Put', 'Add', 'Associate'], 'attach attached attaches added add gave given granted grant grants assigned'],
  [['Detach', 'Disassociate', 'Remove'], 'detach detached revoked'],
  [['Get', 'List', 'Describe', 'Head', 'Lookup', 'Search', 'Select', 'BatchGet'], 'looked-at viewed view listed described enumerated enumerate'],
  [['Get', 'BatchGet'], 'read reads download downloaded downloads fetched retrieved accessed access'],
  [['Authorize', 'Modify', 'Put', 'Update'], 'open opens opened'],
  [['Put', 'Upload', 'Copy', 'CompleteMultipartUpload'], 'upload uploaded uploads wrote written'],
  [['Share', 'Modify', 'Authorize', 'Add', 'Put'], 'share shared shares'],
  [['Invoke', 'Converse'], 'invoke invoked invokes'],
  [['Decrypt'], 'decrypt decrypted decrypts'],
] // biome-ignore format: a table
for (const [begins, words] of verbs) says({ is: 'verb', begins }, ...words.split(' '))

interface ThingRow {
  readonly words: string
  readonly spelled: string
  readonly source?: string
  readonly name?: string
}
const things: readonly ThingRow[] = [
  { words: 'bucket,buckets', spelled: 'Bucket', source: 's3', name: 'bucketName' },
  { words: 'object,objects,file,files', spelled: 'Object', source: 's3', name: 'key' },
  { words: 'iam user,iam users', spelled: 'User', source: 'iam', name: 'userName' },
  { words: 'login profile,login profiles,password,passwords', spelled: 'LoginProfile|Password', source: 'iam', name: 'userName' },
  { words: 'role,roles,iam role,iam roles', spelled: 'Role', source: 'iam', name: 'roleName' },
  { words: 'policy,policies,permission,permissions,rights', spelled: 'Policy|Policies|Permission', name: 'policyName' },
  { words: 'access key,access keys', spelled: 'AccessKey', source: 'iam', name: 'userName' },
  { words: 'group,groups,user group', spelled: 'Group', source: 'iam', name: 'groupName' },
  { words: 'mfa device,mfa devices', spelled: 'MFADevice', source: 'iam', name: 'userName' },
  { words: 'instance,instances,server,servers,machine,machines', spelled: 'Instance', source: 'ec2' },
  { words: 'security group,security groups,firewall,firewall rules', spelled: 'SecurityGroup', source: 'ec2', name: 'groupId' },
  { words: 'snapshot,snapshots', spelled: 'Snapshot' },
  { words: 'image,images,ami,amis', spelled: 'Image' },
  { words: 'volume,volumes', spelled: 'Volume', source: 'ec2', name: 'volumeId' },
  { words: 'vpc,vpcs', spelled: 'Vpc', source: 'ec2', name: 'vpcId' },
  { words: 'key pair,key pairs', spelled: 'KeyPair', source: 'ec2', name: 'keyName' },
  { words: 'trail,trails', spelled: 'Trail|Logging', source: 'cloudtrail', name: 'name' },
  { words: 'function,functions,lambda function,lambda functions', spelled: 'Function', source: 'lambda', name: 'functionName' },
  { words: 'secret,secrets', spelled: 'Secret', source: 'secretsmanager', name: 'secretId' },
  { words: 'parameter,parameters', spelled: 'Parameter', source: 'ssm', name: 'name' },
  { words: 'database,databases,db', spelled: 'DB', source: 'rds', name: 'dBInstanceIdentifier' },
  { words: 'table,tables', spelled: 'Table', source: 'dynamodb', name: 'tableName' },
  { words: 'stack,stacks', spelled: 'Stack', source: 'cloudformation', name: 'stackName' },
  { words: 'kms key,kms keys,encryption key,encryption keys', spelled: 'Key', source: 'kms', name: 'keyId' },
  { words: 'model,models', spelled: 'Model', source: 'bedrock', name: 'modelId' },
  { words: 'detector,detectors', spelled: 'Detector', source: 'guardduty', name: 'detectorId' },
  { words: 'log group,log groups', spelled: 'LogGroup', source: 'logs', name: 'logGroupName' },
] // biome-ignore format: a table
for (const { words, spelled, source, name } of things)
  says(
    {
      is: 'thing',
      spelled,
      ...(source === undefined ? {} : { source: `${source}.amazonaws.com` }),
      ...(name === undefined ? {} : { name }),
    },
    ...words.split(','),
  )

const conditions: readonly (readonly [string, string])[] = [
  ['isError', 'failed,fail,fails,failing,failure,failures,error,errors,unsuccessful,with errors,with an error'],
  ['NOT isError', 'succeeded,successful,successfully,success,allowed,without error,without errors'],
  [`(errorCode LIKE '%AccessDenied%' OR errorCode LIKE '%Unauthorized%')`, 'denied,access denied,refused,unauthorized,accessdenied,forbidden,was denied,were denied'],
  [`regexp_like(errorCode, 'Throttl|RequestLimitExceeded|TooManyRequests|SlowDown|LimitExceeded')`, 'throttled,throttling,rate limited'],
  ['NOT readOnly', 'changed,change,changes,write,writes,changing,not read-only,mutating'],
  ['readOnly', 'read-only,read only,readonly'],
  [`userIdentityType = 'Root'`, 'root,root user,the root user,root account'],
  [`userIdentityType = 'IAMUser'`, 'by iam users'],
  [`userIdentityType = 'AWSService'`, 'aws services,by aws services'],
  ['invokedBy IS NULL', 'people,by people,humans,by humans,not by services,without aws services'],
  [`eventName = 'ConsoleLogin'`, 'signed in,sign in,sign-in,sign-ins,sign ins,logged in,log in,login,logins,log-in,logon,logons,console login,console logins,console sign-ins,console sign-in,signed in to the console'],
  [`mfaUsed <> 'Yes'`, 'without mfa,no mfa,not using mfa'],
  [`mfaUsed = 'Yes'`, 'with mfa,using mfa'],
  [`eventName LIKE 'AssumeRole%'`, 'assumed,assume,assumes,assumed a role,assumed roles,assumerole,role assumption,role assumptions,assumption,assumptions'],
  [`(sessionCredentialFromConsole OR userAgent LIKE '%console%')`, 'in the console,from the console,through the console,via the console'],
  ['recipientAccountId <> userIdentityAccountId', 'other accounts,another account,from other accounts,from another account,cross-account,cross account,foreign accounts'],
  [`eventName IN ('StopLogging', 'DeleteTrail', 'UpdateTrail', 'PutEventSelectors')`, 'disabled cloudtrail,stopped cloudtrail,turned off cloudtrail,deleted cloudtrail,cloudtrail disabled,cloudtrail stopped,cloudtrail turned off'],
  [`eventName IN ('StopLogging', 'DeleteTrail', 'UpdateTrail', 'PutEventSelectors', 'DeleteFlowLogs', 'DeleteLogGroup', 'StopConfigurationRecorder', 'DeleteDetector')`, 'stopped logging,disabled logging,turned off logging,logging was stopped,logging was disabled,logging stopped,logging disabled,stop logging'],
  [`eventCategory = 'Data'`, 'data events'],
  [`eventCategory = 'Management'`, 'management events'],
  [`eventCategory = 'Insight'`, 'insights events,insights'],
  [`eventCategory = 'NetworkActivity'`, 'network activity,network activity events'],
  [`accessKeyId LIKE 'AKIA%'`, 'long-lived keys,long lived keys,long-term keys,permanent keys'],
  [`accessKeyId LIKE 'ASIA%'`, 'temporary keys,temporary credentials'],
  [`regexp_like(requestParameters, '0\\.0\\.0\\.0/0|::/0')`, 'to the world,to all addresses,open to the world,opened to the world,to the internet'],
  [`requestParameters LIKE '%AdministratorAccess%'`, 'administratoraccess,administrator access,admin access,admin rights,administrator rights'],
  [`tlsVersion IN ('TLSv1', 'TLSv1.1', 'SSLv3')`, 'old tls,outdated tls'],
  [`day_of_week(eventTime) IN (6, 7)`, 'at weekends,at the weekend,on weekends,weekend'],
  ['(hour(eventTime) >= 22 OR hour(eventTime) < 6)', 'at night,overnight'],
  [`logVerdict = 'verified'`, 'proven,verified'],
  [`(logVerdict IS NULL OR logVerdict <> 'verified')`, 'unproven,not proven,unverified,not verified'],
] // biome-ignore format: a table
for (const [sql, words] of conditions) says({ is: 'condition', sql }, ...words.split(','))

const subjects: readonly (readonly [Subject, string])[] = [
  ['userIdentityArn', 'who,user,users,principal,principals,identity,identities,caller,callers,person,whom,actor,actors'],
  ['userIdentityType', 'identity type,identity types,kind of identity,type of identity'],
  ['sourceIPAddress', 'where,from where,address,addresses,ip,ips,ip address,ip addresses,source ip,source ips,source address,source addresses'],
  ['accessKeyId', 'key,keys,credential,credentials,access key id,access key ids'],
  ['awsRegion', 'region,regions'],
  ['recipientAccountId', 'account,accounts'],
  ['userIdentityAccountId', 'calling account,calling accounts,caller account,caller accounts,source account,source accounts,account of the caller,accounts of callers'],
  ['eventSource', 'service,services'],
  ['eventName', 'api,apis,api call,operation,operations,action,actions,event name,event names,method,methods'],
  ['errorCode', 'error code,error codes,kind of error,kinds of error'],
  ['errorMessage', 'error message,error messages'],
  ['userAgent', 'agent,agents,user agent,user agents,tool,tools,client,clients'],
  ['requestedRoleArn', 'requested role,requested roles,assumed role,role assumed,which role,which roles'],
  ['sessionIssuerArn', 'session issuer,session issuers'],
  ['tlsVersion', 'tls version,tls versions'],
] // biome-ignore format: a table
for (const [column, words] of subjects) says({ is: 'subject', column }, ...words.split(','))

for (const unit of ['minute', 'hour', 'day', 'week', 'month', 'year'] as const) {
  says({ is: 'unit', unit }, unit, `${unit}s`)
}
for (const verb of ['called', 'call', 'calling', 'accessed', 'reached', 'contacted'])
  for (const between of ['', 'that ', 'which ', 'have '])
    for (const object of ['us', 'our account', 'our accounts', 'this account', 'in', 'into us'])
      says({ is: 'subject', column: 'userIdentityAccountId' }, `accounts ${between}${verb} ${object}`)
says({ is: 'unit', unit: 'hour' }, 'hourly')
says({ is: 'unit', unit: 'day' }, 'daily')
says({ is: 'groups' }, 'per', 'for each', 'grouped by', 'group by', 'broken down by', 'by each', 'split by')
says({ is: 'counts' }, 'how many', 'how often', 'number of', 'count', 'count of', 'how much', 'total', 'how many times')
says({ is: 'top' }, 'top', 'most active', 'the most', 'busiest', 'first few')
says({ is: 'events' }, 'event', 'events', 'call', 'calls', 'api calls', 'requests', 'records', 'times')
says({ is: 'not' }, 'not', 'except', 'excluding', 'other than', 'without', 'but not', 'no', 'never', 'neither', 'nor')
says({ is: 'actor' }, 'by', 'as')
says({ is: 'verb', begins: ['Get', 'List', 'Describe', 'Head', 'Lookup'] }, 'looked at', 'look at')
says(
  { is: 'role' },
  'by role',
  'by the role',
  'role named',
  'as role',
  'with role',
  'using role',
  'with the role',
  'of role',
)
says({ is: 'named' }, 'named', 'called')
says({ is: 'owner' }, 'for', 'of', 'to')
says({ is: 'calendar', unit: 'day', back: 0 }, 'today')
says({ is: 'calendar', unit: 'day', back: 1 }, 'yesterday')
says({ is: 'calendar', unit: 'day', back: 2 }, 'the day before yesterday', 'day before yesterday')
for (const unit of ['hour', 'day', 'week', 'month', 'year'] as const) {
  says({ is: 'calendar', unit, back: 0 }, `this ${unit}`, `current ${unit}`)
  says({ is: 'calendar', unit, back: 1 }, `previous ${unit}`)
}
says({ is: 'time', bound: 'from' }, 'since', 'after', 'from', 'starting')
says({ is: 'time', bound: 'until' }, 'until', 'before', 'up to', 'till')
says({ is: 'time', bound: 'between' }, 'between')
says({ is: 'time', bound: 'last' }, 'last', 'in the last', 'during the last', 'past', 'in the past')
says({ is: 'time', bound: 'first' }, 'first', 'in the first', 'during the first')
says({ is: 'and' }, 'and', 'or', ',')

/** Words that are no names, though they stand where one may: what they say of something is not understood. */
export const notNames: ReadonlySet<string> = new Set(
  'public private open external internal outside inside suspicious unusual rare new old again else only publicly too'.split(
    ' ',
  ),
)

const mostWords = Math.max(...[...phrases.keys()].map((phrase) => phrase.split(' ').length))

/** The longest phrase that begins at word `at`; null for a word that means nothing here. */
export function meaningAt(
  words: readonly string[],
  at: number,
): { readonly meaning: Meaning; readonly words: number } | null {
  for (let count = Math.min(mostWords, words.length - at); count > 0; count--) {
    const meaning = phrases.get(words.slice(at, at + count).join(' '))
    if (meaning !== undefined) return { meaning, words: count }
  }
  return null
}
