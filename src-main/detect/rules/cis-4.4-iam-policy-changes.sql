-- id: cis-4.4-iam-policy-changes
-- title: IAM policies changed
-- severity: low
-- why: Policies decide who may do what. A change can widen rights, or take them from those who would respond.
-- benign: Deployments of infrastructure as code, and administrators at their work.
-- from: CIS AWS Foundations Benchmark 4.4
SELECT principal(id) AS subject,
  count(*) AS events,
  min(eventTime) AS firstSeen,
  max(eventTime) AS lastSeen,
  principal(id) || ' made ' || counted(count(*), 'call') || ' that change IAM policies, '
    || iif(count(errorCode) = 0, 'none', count(errorCode)) || ' of them with an error: '
    || listed(json_group_array(eventName)) || '.' AS sentence,
  filter_any('eventName', json_group_array(eventName)) || ' ' || principal_filter(id) AS filter
FROM events
WHERE eventName IN (
  'DeleteGroupPolicy', 'DeleteRolePolicy', 'DeleteUserPolicy', 'PutGroupPolicy', 'PutRolePolicy', 'PutUserPolicy',
  'CreatePolicy', 'DeletePolicy', 'CreatePolicyVersion', 'DeletePolicyVersion',
  'AttachRolePolicy', 'DetachRolePolicy', 'AttachUserPolicy', 'DetachUserPolicy', 'AttachGroupPolicy',
  'DetachGroupPolicy'
)
GROUP BY principal_filter(id)
