/**
 * What kind of resource it is, then the places that name it, in requestParameters and then in responseElements. A place
 * with dots leads inside; a list on the way stands for all of its members.
 */
export type TargetPlaces = readonly [noun: string, ...places: readonly string[]]

/**
 * Of a service, the first that a record has. A call may name several resources: the one that it acts on stands before the
 * ones that it only mentions, such as the VPC of a new subnet. Source of the names: API references of the services.
 */
export const placesOfService: Readonly<Record<string, readonly TargetPlaces[]>> = {
  iam: [
    ['instance-profile', 'instanceProfileName'],
    ['user', 'userName'],
    ['role', 'roleName'],
    ['group', 'groupName'],
    ['policy', 'policyArn', 'policyName'],
    ['identity-provider', 'sAMLProviderArn', 'openIDConnectProviderArn', 'url'],
    ['mfa-device', 'serialNumber', 'virtualMFADeviceName'],
    ['server-certificate', 'serverCertificateName'],
    ['access-key', 'accessKeyId'],
    ['account-alias', 'accountAlias'],
    ['service', 'aWSServiceName', 'serviceName'],
  ],
  sts: [
    ['role', 'roleArn'],
    ['federated-user', 'name'],
    ['access-key', 'accessKeyId'],
  ],
  s3: [
    ['bucket', 'bucketName', 'bucket'],
    ['access-point', 'accessPointName', 'name'],
    ['storage-lens', 'configurationARN'],
  ],
  ec2: [
    ['instance', 'instanceId', 'instancesSet.items.instanceId', 'instanceIds'],
    ['security-group', 'groupId', 'groupName'],
    ['snapshot', 'snapshotId', 'snapshotSet.items.snapshotId'],
    ['image', 'imageId', 'imagesSet.items.imageId', 'instancesSet.items.imageId'],
    ['volume', 'volumeId', 'volumeSet.items.volumeId'],
    ['network-interface', 'networkInterfaceId'],
    ['route-table', 'routeTableId'],
    ['network-acl', 'networkAclId'],
    ['flow-log', 'flowLogId.content', 'flowLogIdSet.item.content', 'flowLogIdSet.item', 'flowLogId'],
    ['key-pair', 'keyName', 'keyPairId'],
    ['launch-template', 'launchTemplateId', 'launchTemplateName'],
    ['address', 'allocationId', 'publicIp'],
    ['nat-gateway', 'natGatewayId'],
    ['internet-gateway', 'internetGatewayId'],
    ['vpc-endpoint', 'vpcEndpointId.content', 'vpcEndpointId'],
    ['transit-gateway-attachment', 'transitGatewayAttachmentId'],
    ['subnet', 'subnetId', 'subnetSet.items.subnetId'],
    ['vpc', 'vpcId', 'vpcSet.items.vpcId'],
    ['association', 'associationId'],
    ['attachment', 'attachmentId'],
    ['resource', 'resourcesSet.items.resourceId', 'resourceId.content'],
  ],
  'ec2-instance-connect': [['instance', 'instanceId']],
  rds: [
    ['db-snapshot', 'dBSnapshotIdentifier'],
    ['db-cluster-snapshot', 'dBClusterSnapshotIdentifier'],
    ['db-instance', 'dBInstanceIdentifier'],
    ['db-cluster', 'dBClusterIdentifier'],
    ['db-subnet-group', 'dBSubnetGroupName'],
    ['resource', 'resourceName'],
  ],
  lambda: [
    ['function', 'functionName', 'fullyQualifiedArn.relativeId.functionName'],
    ['layer', 'layerName'],
    ['event-source-mapping', 'uUID'],
  ],
  cloudtrail: [
    ['trail', 'trailName', 'name', 'trailARN', 'trailNameList'],
    ['event-data-store', 'eventDataStore'],
    ['resource', 'resourceIdList'],
  ],
  secretsmanager: [['secret', 'secretId', 'name', 'secretIdList']],
  ssm: [
    ['instance', 'instanceIds', 'target', 'instanceId'],
    ['session', 'sessionId'],
    ['parameter', 'name', 'names', 'path'],
    ['document', 'documentName'],
    ['command', 'commandId'],
  ],
  kms: [['key', 'keyId', 'targetKeyId', 'keyMetadata.keyId']],
  logs: [['log-group', 'logGroupName', 'logGroupIdentifier', 'logGroupArn']],
  guardduty: [['detector', 'detectorId']],
  organizations: [
    ['account', 'accountId', 'accountName'],
    ['policy', 'policyId'],
    ['target', 'targetId'],
    ['handshake', 'handshakeId'],
    ['organizational-unit', 'organizationalUnitId', 'name'],
  ],
  bedrock: [['model', 'modelId', 'modelIdentifier', 'customModelName']],
  ses: [['identity', 'identity', 'emailIdentity', 'emailAddress', 'source']],
  sns: [['topic', 'topicArn', 'targetArn', 'name']],
  sqs: [['queue', 'queueUrl', 'queueName']],
  dynamodb: [['table', 'tableName', 'tableArn']],
  ecr: [['repository', 'repositoryName']],
  ecs: [
    ['task', 'task'],
    ['service', 'service', 'serviceName'],
    ['task-definition', 'taskDefinition', 'family'],
    ['cluster', 'cluster', 'clusterName'],
  ],
  eks: [['cluster', 'clusterName', 'name']],
  cloudformation: [['stack', 'stackName', 'stackSetName']],
  sso: [
    ['permission-set', 'permissionSetArn'],
    ['instance', 'instanceArn'],
  ],
}

/** Of operations whose service's order would name another resource, or none. */
export const placesOfOperation: Readonly<Record<string, readonly TargetPlaces[]>> = {
  'iam:CreateAccessKey': [['user', 'userName', 'accessKey.userName']],
  'sts:GetSessionToken': [],
  'sts:GetCallerIdentity': [],
  'sts:AssumeRoot': [['account', 'targetPrincipal']],
  'ssm:SendCommand': [['instance', 'instanceIds'], ['target', 'targets.values']],
  'ssm:StartSession': [['instance', 'target']],
  'ssm:GetDocument': [['document', 'name']],
  'ssm:CreateDocument': [['document', 'name']],
  'ssm:UpdateDocument': [['document', 'name']],
  'ssm:DeleteDocument': [['document', 'name']],
  'ssm:ModifyDocumentPermission': [['document', 'name']],
  'ssm:DescribeDocument': [['document', 'name']],
  'kms:CreateAlias': [['alias', 'aliasName']],
  'kms:DeleteAlias': [['alias', 'aliasName']],
  'logs:CreateLogStream': [['log-stream', 'logStreamName']],
  'logs:DeleteLogStream': [['log-stream', 'logStreamName']],
  'organizations:InviteAccountToOrganization': [['account', 'target.id']],
  'ec2:CreateSnapshot': [['snapshot', 'snapshotId'], ['volume', 'volumeId']],
  'ec2:CreateImage': [['image', 'imageId'], ['instance', 'instanceId']],
  'ec2:RegisterImage': [['image', 'imageId', 'name']],
} // biome-ignore format: a table

/** Services whose tables go before what the operation's own noun says: a new access key is a change of its user. */
export const tableFirst: ReadonlySet<string> = new Set(['iam', 'sts', 's3', 'kms', 'cloudtrail'])
