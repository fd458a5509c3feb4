-- id: administrator-access-granted
-- title: Administrator access granted
-- severity: high
-- technique: T1098.003
-- why: With AdministratorAccess a principal can do everything in the account.
-- benign: Setting up administrators or pipelines.
-- next: What the principal that received the access did afterwards.
-- from: MITRE ATT&CK T1098.003 (Additional Cloud Roles)
-- calls: iam.amazonaws.com: AttachUserPolicy, AttachRolePolicy, AttachGroupPolicy; sso.amazonaws.com:
--   AttachManagedPolicyToPermissionSet
-- did: attached AdministratorAccess
WHERE field(id, 'requestParameters.policyArn') GLOB 'arn:*:iam::aws:policy/AdministratorAccess'
  OR field(id, 'requestParameters.managedPolicyArn') GLOB 'arn:*:iam::aws:policy/AdministratorAccess'
