-- id: cis-4.11-network-acl-changes
-- title: Network ACL changed (CIS 4.11)
-- severity: low
-- why: Network ACLs decide what traffic enters a subnet.
-- benign: Deployments that manage networks.
WITH watched(name) AS (VALUES
  ('CreateNetworkAcl'), ('CreateNetworkAclEntry'), ('DeleteNetworkAcl'), ('DeleteNetworkAclEntry'),
  ('ReplaceNetworkAclEntry'), ('ReplaceNetworkAclAssociation')
)
SELECT principal_name(userIdentityArn, userName, invokedBy) AS subject,
  count(*) AS events,
  min(eventTimeMs) AS firstSeen,
  max(eventTimeMs) AS lastSeen,
  principal_name(userIdentityArn, userName, invokedBy) || ' changed network ACLs with ' || counted(count(*), 'call')
    || failed(count(errorCode)) || ': ' || group_concat(DISTINCT eventName ORDER BY eventName) || '.' AS sentence,
  'eventName=' || (SELECT group_concat(name) FROM watched) || ' '
    || principal_filter(userIdentityArn, userName, invokedBy) AS filter
FROM events
WHERE eventName IN (SELECT name FROM watched)
GROUP BY principal_filter(userIdentityArn, userName, invokedBy)
