import { isObject, operationOf, type ParsedRecord, serviceOf, textAt, textsAt, unwrapped } from '../record-values.ts'
import { type Condition, type Policy, readPolicy, type Statement } from './document.ts'
import { type Principal, principalOf } from './principals.ts'

/**
 * The access to a resource that a call gives to somebody: the policy that it sets, or what it says as parameters, written
 * as a policy. Null where it gives none, or is no call of these.
 */
export function accessGiven(record: ParsedRecord): Policy | null {
  const call = `${serviceOf(record)}:${operationOf(record)}`
  const parameters = unwrapped(record.requestParameters)
  if (Object.hasOwn(policyPlaces, call)) return policyAt(parameters, policyPlaces[call]!)
  if (!Object.hasOwn(statementsOf, call)) return null
  const statements = statementsOf[call]!(parameters)
  return statements.length === 0 ? null : { statements, problems: [] }
}

/** Where calls write the policy of a resource, in requestParameters. Source: API references of the services. */
const policyPlaces: Readonly<Record<string, readonly string[]>> = {
  's3:PutBucketPolicy': ['bucketPolicy'],
  's3:PutAccessPointPolicy': ['Policy', 'policy'],
  's3:PutAccessPointPolicyForObjectLambda': ['Policy', 'policy'],
  's3:PutMultiRegionAccessPointPolicy': ['Details.Policy', 'details.policy'],
  's3tables:PutTableBucketPolicy': ['resourcePolicy'],
  's3tables:PutTablePolicy': ['resourcePolicy'],
  'kms:PutKeyPolicy': ['policy'],
  'kms:CreateKey': ['policy'],
  'kms:ReplicateKey': ['policy'],
  'sns:SetTopicAttributes': ['attributeValue'],
  'sns:CreateTopic': ['attributes.Policy'],
  'sqs:SetQueueAttributes': ['attributes.Policy'],
  'sqs:CreateQueue': ['attributes.Policy'],
  'ecr:SetRepositoryPolicy': ['policyText'],
  'ecr:PutRegistryPolicy': ['policyText'],
  'ecr-public:SetRepositoryPolicy': ['policyText'],
  'secretsmanager:PutResourcePolicy': ['resourcePolicy'],
  'glue:PutResourcePolicy': ['policyInJson'],
  'dynamodb:PutResourcePolicy': ['policy'],
  'kinesis:PutResourcePolicy': ['policy'],
  'elasticfilesystem:PutFileSystemPolicy': ['policy'],
  'backup:PutBackupVaultAccessPolicy': ['policy'],
  'glacier:SetVaultAccessPolicy': ['policy.policy', 'policy'],
  'es:CreateDomain': ['accessPolicies'],
  'es:UpdateDomainConfig': ['accessPolicies'],
  'es:CreateElasticsearchDomain': ['accessPolicies'],
  'es:UpdateElasticsearchDomainConfig': ['accessPolicies'],
  'logs:PutResourcePolicy': ['policyDocument'],
  'cloudtrail:PutResourcePolicy': ['resourcePolicy'],
  'ses:PutIdentityPolicy': ['policy'],
  'ses:CreateEmailIdentityPolicy': ['policy'],
  'codeartifact:PutDomainPermissionsPolicy': ['policyDocument'],
  'codeartifact:PutRepositoryPermissionsPolicy': ['policyDocument'],
  'codebuild:PutResourcePolicy': ['policy'],
  'acm-pca:PutPolicy': ['policy'],
  'ssm:PutResourcePolicy': ['policy'],
}

function policyAt(parameters: unknown, places: readonly string[]): Policy | null {
  // Other attributes of a topic or a queue are no policies.
  const attribute = textAt(parameters, 'attributeName')
  if (attribute !== null && attribute !== 'Policy') return null
  const written = places.map((place) => valueAt(parameters, place)).find((value) => value !== undefined && value !== '')
  return written === undefined ? null : readPolicy(written)
}

/** The value at names with dots between them, whatever it is. */
const valueAt = (value: unknown, place: string): unknown =>
  place
    .split('.')
    .reduce((within, name) => (isObject(within) && Object.hasOwn(within, name) ? within[name] : undefined), value)

type StatementsOf = (parameters: unknown) => readonly Statement[]

/** Calls that say in parameters who may do what. */
const statementsOf: Readonly<Record<string, StatementsOf>> = {
  'lambda:AddPermission': (parameters) =>
    allowed(textsAt(parameters, 'principal'), textsAt(parameters, 'action'), [
      ...equals(parameters, 'sourceAccount', 'aws:SourceAccount'),
      ...equals(parameters, 'sourceArn', 'aws:SourceArn', 'ArnLike'),
      ...equals(parameters, 'principalOrgID', 'aws:PrincipalOrgID'),
      ...equals(parameters, 'functionUrlAuthType', 'lambda:FunctionUrlAuthType'),
      ...equals(parameters, 'eventSourceToken', 'lambda:EventSourceToken'),
    ]),
  'lambda:AddLayerVersionPermission': (parameters) =>
    allowed(textsAt(parameters, 'principal'), textsAt(parameters, 'action'), equals(parameters, 'organizationId', 'aws:PrincipalOrgID')),
  'sns:AddPermission': (parameters) => allowed(accountsAt(parameters), textsAt(parameters, 'actionName').map((name) => `sns:${name}`)),
  'sqs:AddPermission': (parameters) =>
    allowed(accountsAt(parameters), ['actions', 'actionName'].flatMap((name) => textsAt(parameters, name)).map((name) => `sqs:${name}`)),
  'events:PutPermission': (parameters) =>
    valueAt(parameters, 'policy') === undefined
      ? allowed(textsAt(parameters, 'principal'), textsAt(parameters, 'action'), organizationOf(parameters))
      : readPolicy(valueAt(parameters, 'policy')).statements,
  'kms:CreateGrant': (parameters) =>
    allowed(textsAt(parameters, 'granteePrincipal'), textsAt(parameters, 'operations').map((name) => `kms:${name}`)),
  's3:PutBucketAcl': (parameters) => allowed(groupsIn(parameters), ['what the ACL grants']),
  's3:CreateBucket': (parameters) => allowed(groupsIn(parameters), ['what the ACL grants']),
  's3:PutObjectAcl': (parameters) => allowed(groupsIn(parameters), ['what the ACL grants']),
  'ec2:ModifySnapshotAttribute': (parameters) => allowed(addedTo(parameters, 'createVolumePermission'), ['ec2:CreateVolume']),
  'ec2:ModifyImageAttribute': (parameters) => allowed(addedTo(parameters, 'launchPermission'), ['ec2:RunInstances']),
  'ec2:ModifyVpcEndpointServicePermissions': (parameters) =>
    allowed(['addAllowedPrincipals', 'addAllowedPrincipals.content'].flatMap((place) => textsAt(parameters, place)), ['ec2:CreateVpcEndpoint']),
  'ram:CreateResourceShare': (parameters) => allowed(textsAt(parameters, 'principals'), ['what is shared']),
  'ram:AssociateResourceShare': (parameters) => allowed(textsAt(parameters, 'principals'), ['what is shared']),
  'ssm:ModifyDocumentPermission': (parameters) => allowed(textsAt(parameters, 'accountIdsToAdd').map(everyoneIfAll), ['ssm:GetDocument']),
  'redshift:AuthorizeSnapshotAccess': (parameters) =>
    allowed(textsAt(parameters, 'accountWithRestoreAccess'), ['redshift:RestoreFromClusterSnapshot']),
  'rds:ModifyDBSnapshotAttribute': (parameters) => allowed(restorers(parameters), ['rds:RestoreDBInstanceFromDBSnapshot']),
  'rds:ModifyDBClusterSnapshotAttribute': (parameters) => allowed(restorers(parameters), ['rds:RestoreDBClusterFromSnapshot']),
} // biome-ignore format: a table

function allowed(
  whom: readonly string[],
  actions: readonly string[],
  conditions: readonly Condition[] = [],
): readonly Statement[] {
  const named: readonly Principal[] = whom.map(principalOf)
  if (named.length === 0) return []
  return [
    {
      effect: 'Allow',
      principals: { isAllBut: false, named },
      actions: { isAllBut: false, patterns: actions },
      resources: null,
      conditions,
    },
  ]
}

function equals(parameters: unknown, name: string, key: string, operator = 'StringEquals'): readonly Condition[] {
  const values = textsAt(parameters, name)
  return values.length === 0 ? [] : [{ operator, key, values }]
}

const accountsAt = (parameters: unknown): readonly string[] =>
  ['aWSAccountIds', 'aWSAccountId'].flatMap((name) => textsAt(parameters, name))

/** `condition` of PutPermission: `{"type": "StringEquals", "key": "aws:PrincipalOrgID", "value": "o-1234567890"}`. */
const organizationOf = (parameters: unknown): readonly Condition[] => {
  const [operator, key] = [textAt(parameters, 'condition.type'), textAt(parameters, 'condition.key')]
  return operator === null || key === null ? [] : [{ operator, key, values: textsAt(parameters, 'condition.value') }]
}

/** Whom an image or a snapshot is shared with: accounts, and `all`. */
const addedTo = (parameters: unknown, permission: string): readonly string[] => [
  ...textsAt(parameters, `${permission}.add.items.userId`),
  ...textsAt(parameters, `${permission}.add.items.group`).map(everyoneIfAll),
]

const restorers = (parameters: unknown): readonly string[] => textsAt(parameters, 'valuesToAdd').map(everyoneIfAll)

const everyoneIfAll = (text: string): string => (text.toLowerCase() === 'all' ? '*' : text)

/**
 * Everyone, where an ACL names them: as a canned ACL, in a header, or as a group. Everyone with an AWS account is everyone.
 * Source: S3 user guide, "Access control list (ACL) overview".
 */
const groupsIn = (parameters: unknown): readonly string[] =>
  textsAt(parameters, 'x-amz-acl').some((acl) => openAcls.has(acl)) || textsWithin(parameters).some(isOpenGroup)
    ? ['*']
    : []

const openAcls: ReadonlySet<string> = new Set(['public-read', 'public-read-write', 'authenticated-read'])

const isOpenGroup = (text: string): boolean => /\/groups\/global\/(AllUsers|AuthenticatedUsers)\b/.test(text)

/** All texts at any depth. */
function textsWithin(value: unknown): readonly string[] {
  const texts: string[] = []
  const waiting: unknown[] = [value]
  while (waiting.length > 0) {
    const next = waiting.pop()
    if (typeof next === 'string') texts.push(next)
    else if (typeof next === 'object' && next !== null) for (const member of Object.values(next)) waiting.push(member)
  }
  return texts
}
