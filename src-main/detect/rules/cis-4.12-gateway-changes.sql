-- id: cis-4.12-gateway-changes
-- title: Network gateway changed (CIS 4.12)
-- severity: low
-- why: A gateway opens a private network to others.
-- benign: Deployments that manage networks.
WITH watched(name) AS (VALUES
  ('CreateCustomerGateway'), ('DeleteCustomerGateway'), ('AttachInternetGateway'), ('CreateInternetGateway'),
  ('DeleteInternetGateway'), ('DetachInternetGateway')
)
SELECT principal_name(userIdentityArn, userName, invokedBy) AS subject,
  count(*) AS events,
  min(eventTimeMs) AS firstSeen,
  max(eventTimeMs) AS lastSeen,
  principal_name(userIdentityArn, userName, invokedBy) || ' changed network gateways with ' || counted(count(*), 'call')
    || failed(count(errorCode)) || ': ' || group_concat(DISTINCT eventName ORDER BY eventName) || '.' AS sentence,
  'eventName=' || (SELECT group_concat(name) FROM watched) || ' '
    || principal_filter(userIdentityArn, userName, invokedBy) AS filter
FROM events
WHERE eventName IN (SELECT name FROM watched)
GROUP BY principal_filter(userIdentityArn, userName, invokedBy)
