-- id: cis-4.11-network-acl-changes
-- title: Network ACL changed (CIS 4.11)
-- severity: low
-- why: Network ACLs decide what traffic enters a subnet.
-- benign: Deployments that manage networks.
-- from: CIS AWS Foundations Benchmark 4.11
WITH watched(name) AS (VALUES
  ('CreateNetworkAcl'), ('CreateNetworkAclEntry'), ('DeleteNetworkAcl'), ('DeleteNetworkAclEntry'),
  ('ReplaceNetworkAclEntry'), ('ReplaceNetworkAclAssociation')
)
SELECT principal(id) AS subject,
  count(*) AS events,
  min(eventTime) AS firstSeen,
  max(eventTime) AS lastSeen,
  principal(id)
    || ' changed network ACLs with ' || counted(count(*), 'call') || failed(sum(isError))
    || ': ' || listed(json_group_array(eventName)) || '.' AS sentence,
  'eventName=' || (SELECT group_concat(name) FROM watched) || ' '
    || principal_filter(id) AS filter
FROM events
WHERE eventName IN (SELECT name FROM watched)
GROUP BY principal_filter(id)
