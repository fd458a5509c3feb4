-- id: cis-4.10-security-group-changes
-- title: Security group changed (CIS 4.10)
-- severity: low
-- why: Security groups decide who reaches an instance over the network.
-- benign: Deployments and autoscaled clusters, which change them all day.
-- from: CIS AWS Foundations Benchmark 4.10
WITH watched(name) AS (VALUES
  ('AuthorizeSecurityGroupIngress'), ('AuthorizeSecurityGroupEgress'), ('RevokeSecurityGroupIngress'),
  ('RevokeSecurityGroupEgress'), ('CreateSecurityGroup'), ('DeleteSecurityGroup')
)
SELECT principal(id) AS subject,
  count(*) AS events,
  min(eventTime) AS firstSeen,
  max(eventTime) AS lastSeen,
  principal(id)
    || ' changed security groups with ' || counted(count(*), 'call') || failed(sum(isError))
    || ': ' || listed(json_group_array(eventName)) || '.' AS sentence,
  'eventName=' || (SELECT group_concat(name) FROM watched) || ' '
    || principal_filter(id) AS filter
FROM events
WHERE eventName IN (SELECT name FROM watched)
GROUP BY principal_filter(id)
