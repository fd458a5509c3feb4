-- place: 7
-- title: Principals who change policies
-- chart: bars
-- why: Who gives and takes rights.
-- events: eventSource=iam.amazonaws.com eventName IN (DeleteGroupPolicy, DeleteRolePolicy, DeleteUserPolicy,
--   PutGroupPolicy, PutRolePolicy, PutUserPolicy, CreatePolicy, DeletePolicy, CreatePolicyVersion,
--   DeletePolicyVersion, SetDefaultPolicyVersion, AttachRolePolicy, DetachRolePolicy, AttachUserPolicy,
--   DetachUserPolicy, AttachGroupPolicy, DetachGroupPolicy, UpdateAssumeRolePolicy)
SELECT userIdentityArn, count(*) AS events
FROM shown
WHERE eventSource = 'iam.amazonaws.com' AND eventName IN ('DeleteGroupPolicy', 'DeleteRolePolicy', 'DeleteUserPolicy',
  'PutGroupPolicy', 'PutRolePolicy', 'PutUserPolicy', 'CreatePolicy', 'DeletePolicy', 'CreatePolicyVersion',
  'DeletePolicyVersion', 'SetDefaultPolicyVersion', 'AttachRolePolicy', 'DetachRolePolicy', 'AttachUserPolicy',
  'DetachUserPolicy', 'AttachGroupPolicy', 'DetachGroupPolicy', 'UpdateAssumeRolePolicy')
GROUP BY userIdentityArn
ORDER BY events DESC, userIdentityArn
LIMIT 20
