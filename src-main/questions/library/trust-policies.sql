-- group: identity
-- place: 6
-- title: Trust policies changed
-- question: Whose trust policy was written, and what does it say?
-- why: A trust policy decides who may assume a role; a foreign account in it is a door that no password closes
--   (ATT&CK T1098.001).
-- parameters: none
-- next: assume-role-from-outside, roles-assumed
-- columns: eventTime, eventName, userIdentityArn, roleName, trustPolicy, errorCode, eventID
SELECT eventTime, eventName, userIdentityArn, json_extract_scalar(requestParameters, '$.roleName') AS roleName,
  coalesce(json_extract_scalar(requestParameters, '$.policyDocument'),
    json_extract_scalar(requestParameters, '$.assumeRolePolicyDocument')) AS trustPolicy,
  errorCode, eventID
FROM events
WHERE eventSource = 'iam.amazonaws.com' AND eventName IN ('UpdateAssumeRolePolicy', 'CreateRole')
ORDER BY eventTime, eventID
