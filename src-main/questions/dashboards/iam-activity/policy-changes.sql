-- place: 7
-- title: Changes of policies
-- chart: table
-- why: Rights are given and taken here.
-- events: eventSource=iam.amazonaws.com eventName IN (DeleteGroupPolicy, DeleteRolePolicy, DeleteUserPolicy,
--   PutGroupPolicy, PutRolePolicy, PutUserPolicy, CreatePolicy, DeletePolicy, CreatePolicyVersion,
--   DeletePolicyVersion, SetDefaultPolicyVersion, AttachRolePolicy, DetachRolePolicy, AttachUserPolicy,
--   DetachUserPolicy, AttachGroupPolicy, DetachGroupPolicy, UpdateAssumeRolePolicy)
SELECT max(eventTime) AS lastSeen, eventName, userIdentityArn, sourceIPAddress, count(*) AS events,
  count(*) FILTER (WHERE isError) AS errors
FROM shown
WHERE eventSource = 'iam.amazonaws.com' AND eventName IN ('DeleteGroupPolicy', 'DeleteRolePolicy', 'DeleteUserPolicy',
  'PutGroupPolicy', 'PutRolePolicy', 'PutUserPolicy', 'CreatePolicy', 'DeletePolicy', 'CreatePolicyVersion',
  'DeletePolicyVersion', 'SetDefaultPolicyVersion', 'AttachRolePolicy', 'DetachRolePolicy', 'AttachUserPolicy',
  'DetachUserPolicy', 'AttachGroupPolicy', 'DetachGroupPolicy', 'UpdateAssumeRolePolicy')
GROUP BY eventName, userIdentityArn, sourceIPAddress
ORDER BY lastSeen DESC, eventName, userIdentityArn, sourceIPAddress
LIMIT 50
