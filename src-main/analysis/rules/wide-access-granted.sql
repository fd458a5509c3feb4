-- id: wide-access-granted
-- title: Managed policy attached that leads to more
-- severity: medium
-- technique: T1098.003
-- why: These policies of AWS are one step short of AdministratorAccess: IAMFullAccess can grant it, PowerUserAccess
--   has all but IAM, others reach all secrets, the organization, every role of a stack, or send mail in the account's
--   name.
-- benign: Setting up power users, mail or pipelines with policies that are wider than needed.
-- next: What the principal that received the access did afterwards.
-- from: Amazon GuardDuty, SESFullAccessPolicyAttachedToUser and …ToRole; Rhino Security Labs, "AWS IAM privilege
--   escalation"
-- calls: iam.amazonaws.com: AttachUserPolicy, AttachRolePolicy, AttachGroupPolicy; sso.amazonaws.com:
--   AttachManagedPolicyToPermissionSet
-- did: attached policies that reach far
-- tells: 'The policy is ' || coalesce(field(id, 'requestParameters.policyArn'), field(id,
--   'requestParameters.managedPolicyArn'))
WHERE coalesce(field(id, 'requestParameters.policyArn'), field(id, 'requestParameters.managedPolicyArn'))
    GLOB 'arn:*:iam::aws:policy/*'
  AND substr(
    coalesce(field(id, 'requestParameters.policyArn'), field(id, 'requestParameters.managedPolicyArn')),
    instr(coalesce(field(id, 'requestParameters.policyArn'), field(id, 'requestParameters.managedPolicyArn')), ':policy/') + 8
  ) IN (
    'IAMFullAccess', 'PowerUserAccess', 'job-function/SystemAdministrator', 'AWSOrganizationsFullAccess',
    'AWSCloudFormationFullAccess', 'AWSSSOMasterAccountAdministrator', 'AWSSSODirectoryAdministrator',
    'SecretsManagerReadWrite', 'AmazonSSMFullAccess', 'AmazonSESFullAccess', 'AmazonBedrockFullAccess'
  )
