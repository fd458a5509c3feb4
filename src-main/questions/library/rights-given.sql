-- group: identity
-- place: 3
-- title: Rights given
-- question: Who attached or wrote which policy, and to whom?
-- why: Privileges grow by one of these calls (ATT&CK T1098.003). AdministratorAccess and wildcards deserve the first
--   look.
-- parameters: none
-- next: policy-changes, admin-rights, denied-then-allowed
-- columns: eventTime, eventName, userIdentityArn, givenTo, policy, errorCode, eventID
SELECT eventTime, eventName, userIdentityArn,
  coalesce(json_extract_scalar(requestParameters, '$.userName'), json_extract_scalar(requestParameters, '$.roleName'),
    json_extract_scalar(requestParameters, '$.groupName')) AS givenTo,
  coalesce(json_extract_scalar(requestParameters, '$.policyArn'),
    json_extract_scalar(requestParameters, '$.policyName')) AS policy,
  errorCode, eventID
FROM events
WHERE eventSource = 'iam.amazonaws.com'
  AND eventName IN ('AttachUserPolicy', 'AttachRolePolicy', 'AttachGroupPolicy', 'PutUserPolicy', 'PutRolePolicy',
    'PutGroupPolicy', 'AddUserToGroup', 'CreatePolicyVersion', 'SetDefaultPolicyVersion')
ORDER BY eventTime, eventID
