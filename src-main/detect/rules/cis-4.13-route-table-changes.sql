-- id: cis-4.13-route-table-changes
-- title: Route table changed (CIS 4.13)
-- severity: low
-- why: A changed route can lead traffic past inspection or out of the network.
-- benign: Deployments that manage networks.
WITH watched(name) AS (VALUES
  ('CreateRoute'), ('CreateRouteTable'), ('ReplaceRoute'), ('ReplaceRouteTableAssociation'),
  ('DeleteRouteTable'), ('DeleteRoute'), ('DisassociateRouteTable')
)
SELECT principal_name(userIdentityArn, userName, invokedBy) AS subject,
  count(*) AS events,
  min(eventTimeMs) AS firstSeen,
  max(eventTimeMs) AS lastSeen,
  principal_name(userIdentityArn, userName, invokedBy) || ' changed route tables with ' || counted(count(*), 'call')
    || failed(count(errorCode)) || ': ' || group_concat(DISTINCT eventName ORDER BY eventName) || '.' AS sentence,
  'eventName=' || (SELECT group_concat(name) FROM watched) || ' '
    || principal_filter(userIdentityArn, userName, invokedBy) AS filter
FROM events
WHERE eventName IN (SELECT name FROM watched)
GROUP BY principal_filter(userIdentityArn, userName, invokedBy)
