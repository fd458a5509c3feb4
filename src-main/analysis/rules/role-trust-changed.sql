-- id: role-trust-changed
-- title: Trust of a role changed
-- severity: medium
-- why: The trust policy decides who may become the role, from any account.
-- benign: Deployments that manage IAM.
-- from: MITRE ATT&CK T1098 (Account Manipulation)
WITH watched(name) AS (VALUES
  ('UpdateAssumeRolePolicy')
)
SELECT principal(id) AS subject,
  count(*) AS events,
  min(eventTime) AS firstSeen,
  max(eventTime) AS lastSeen,
  principal(id)
    || ' changed who may assume roles with ' || counted(count(*), 'call') || failed(sum(isError))
    || ': ' || listed(json_group_array(eventName)) || '.' AS sentence,
  'eventSource=iam.amazonaws.com eventName=' || (SELECT group_concat(name) FROM watched) || ' '
    || principal_filter(id) AS filter
FROM events
WHERE eventSource = 'iam.amazonaws.com' AND eventName IN (SELECT name FROM watched)
GROUP BY principal_filter(id)
