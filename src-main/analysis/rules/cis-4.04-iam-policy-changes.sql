-- id: cis-4.04-iam-policy-changes
-- title: IAM policy changed (CIS 4.4)
-- severity: medium
-- why: Policies decide who may do what: a changed one may give rights or take away limits.
-- benign: Deployments and infrastructure code that manage IAM.
-- from: CIS AWS Foundations Benchmark 4.4
WITH watched(name) AS (VALUES
  ('DeleteGroupPolicy'), ('DeleteRolePolicy'), ('DeleteUserPolicy'), ('PutGroupPolicy'), ('PutRolePolicy'),
  ('PutUserPolicy'), ('CreatePolicy'), ('DeletePolicy'), ('CreatePolicyVersion'), ('DeletePolicyVersion'),
  ('AttachRolePolicy'), ('DetachRolePolicy'), ('AttachUserPolicy'), ('DetachUserPolicy'),
  ('AttachGroupPolicy'), ('DetachGroupPolicy')
)
SELECT principal(id) AS subject,
  count(*) AS events,
  min(eventTime) AS firstSeen,
  max(eventTime) AS lastSeen,
  principal(id)
    || ' changed IAM policies with ' || counted(count(*), 'call') || failed(sum(isError))
    || ': ' || listed(json_group_array(eventName)) || '.' AS sentence,
  'eventName=' || (SELECT group_concat(name) FROM watched) || ' '
    || principal_filter(id) AS filter
FROM events
WHERE eventName IN (SELECT name FROM watched)
GROUP BY principal_filter(id)
