-- id: role-trust-changed
-- title: Trust of a role changed
-- severity: medium
-- technique: T1098.003
-- why: The trust policy decides who may become the role. Here it admits no other account; one that does is a finding
--   of role-trust-opened.
-- benign: Deployments that manage IAM.
-- next: Whom the new trust policy admits, and sessions of the role afterwards.
-- from: MITRE ATT&CK T1098 (Account Manipulation); Amazon GuardDuty, IAMRoleTrustPolicyModified
-- calls: iam.amazonaws.com: UpdateAssumeRolePolicy
-- did: changed who may assume roles
-- tells: policy_words(field(id, 'requestParameters.policyDocument'), recipientAccountId)
WHERE coalesce(policy_opens(field(id, 'requestParameters.policyDocument'), recipientAccountId), '')
  NOT IN ('everyone', 'outside')
