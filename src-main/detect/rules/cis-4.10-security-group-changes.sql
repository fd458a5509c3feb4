-- id: cis-4.10-security-group-changes
-- title: Security group changed (CIS 4.10)
-- severity: low
-- why: Security groups decide who reaches an instance over the network.
-- benign: Deployments and autoscaled clusters, which change them all day.
WITH watched(name) AS (VALUES
  ('AuthorizeSecurityGroupIngress'), ('AuthorizeSecurityGroupEgress'), ('RevokeSecurityGroupIngress'),
  ('RevokeSecurityGroupEgress'), ('CreateSecurityGroup'), ('DeleteSecurityGroup')
)
SELECT principal_name(userIdentityArn, userName, invokedBy) AS subject,
  count(*) AS events,
  min(eventTimeMs) AS firstSeen,
  max(eventTimeMs) AS lastSeen,
  principal_name(userIdentityArn, userName, invokedBy) || ' changed security groups with ' || counted(count(*), 'call')
    || failed(count(errorCode)) || ': ' || group_concat(DISTINCT eventName ORDER BY eventName) || '.' AS sentence,
  'eventName=' || (SELECT group_concat(name) FROM watched) || ' '
    || principal_filter(userIdentityArn, userName, invokedBy) AS filter
FROM events
WHERE eventName IN (SELECT name FROM watched)
GROUP BY principal_filter(userIdentityArn, userName, invokedBy)
