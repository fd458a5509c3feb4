-- id: role-trust-opened
-- title: Role opened to another account or to everyone
-- severity: high
-- technique: T1098.003, T1199
-- why: Whom the trust policy admits can become the role from outside, and needs no user here. The policy is read: it
--   admits an account that the case has no events of, everyone, or everyone of an identity provider that the whole
--   world shares.
-- benign: A role for a vendor's product, which asks for an external ID; an account of the same organization whose
--   trails are not in this case.
-- next: Whose account it is, sessions of the role afterwards, and the policies of the role.
-- from: MITRE ATT&CK T1098.003 (Additional Cloud Roles); Amazon GuardDuty, IAMRoleTrustPolicyModified
-- calls: iam.amazonaws.com: CreateRole, UpdateAssumeRolePolicy
-- did: opened roles to others
-- tells: policy_words(coalesce(field(id, 'requestParameters.assumeRolePolicyDocument'), field(id,
--   'requestParameters.policyDocument')), recipientAccountId)
WHERE policy_opens(
    coalesce(field(id, 'requestParameters.assumeRolePolicyDocument'), field(id, 'requestParameters.policyDocument')),
    recipientAccountId
  ) IN ('everyone', 'outside')
