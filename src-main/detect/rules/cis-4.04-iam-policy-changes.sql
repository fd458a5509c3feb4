-- id: cis-4.04-iam-policy-changes
-- title: IAM policy changed (CIS 4.4)
-- severity: medium
-- why: Policies decide who may do what: a changed one may give rights or take away limits.
-- benign: Deployments and infrastructure code that manage IAM.
WITH watched(name) AS (VALUES
  ('DeleteGroupPolicy'), ('DeleteRolePolicy'), ('DeleteUserPolicy'), ('PutGroupPolicy'), ('PutRolePolicy'),
  ('PutUserPolicy'), ('CreatePolicy'), ('DeletePolicy'), ('CreatePolicyVersion'), ('DeletePolicyVersion'),
  ('AttachRolePolicy'), ('DetachRolePolicy'), ('AttachUserPolicy'), ('DetachUserPolicy'),
  ('AttachGroupPolicy'), ('DetachGroupPolicy')
)
SELECT principal_name(userIdentityArn, userName, invokedBy) AS subject,
  count(*) AS events,
  min(eventTimeMs) AS firstSeen,
  max(eventTimeMs) AS lastSeen,
  principal_name(userIdentityArn, userName, invokedBy) || ' changed IAM policies with ' || counted(count(*), 'call')
    || failed(count(errorCode)) || ': ' || group_concat(DISTINCT eventName ORDER BY eventName) || '.' AS sentence,
  'eventName=' || (SELECT group_concat(name) FROM watched) || ' '
    || principal_filter(userIdentityArn, userName, invokedBy) AS filter
FROM events
WHERE eventName IN (SELECT name FROM watched)
GROUP BY principal_filter(userIdentityArn, userName, invokedBy)
