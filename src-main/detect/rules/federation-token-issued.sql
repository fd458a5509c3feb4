-- id: federation-token-issued
-- title: Federation token issued
-- severity: low
-- why: Credentials from GetFederationToken outlive the deletion of the key that asked for them, and open the console.
-- benign: An older application that hands such tokens to its users.
WITH watched(name) AS (VALUES
  ('GetFederationToken')
)
SELECT principal_name(userIdentityArn, userName, invokedBy) AS subject,
  count(*) AS events,
  min(eventTimeMs) AS firstSeen,
  max(eventTimeMs) AS lastSeen,
  principal_name(userIdentityArn, userName, invokedBy) || ' asked for federation tokens with ' || counted(count(*), 'call')
    || failed(count(errorCode)) || ': ' || group_concat(DISTINCT eventName ORDER BY eventName) || '.' AS sentence,
  'eventSource=sts.amazonaws.com eventName=' || (SELECT group_concat(name) FROM watched) || ' '
    || principal_filter(userIdentityArn, userName, invokedBy) AS filter
FROM events
WHERE eventSource = 'sts.amazonaws.com' AND eventName IN (SELECT name FROM watched)
GROUP BY principal_filter(userIdentityArn, userName, invokedBy)
