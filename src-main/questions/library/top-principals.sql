-- place: 1
-- title: Who acted most
-- question: Which principals made most calls, from how many addresses, and how often were they refused?
-- columns: principal, userIdentityType, events, errors, addresses, accessKeys, firstSeen, lastSeen
SELECT coalesce(userIdentityArn, principalId, invokedBy, '(none)') AS principal,
  min(userIdentityType) AS userIdentityType,
  count(*) AS events,
  sum(isError) AS errors,
  count(DISTINCT sourceIPAddress) AS addresses,
  count(DISTINCT accessKeyId) AS accessKeys,
  min(eventTime) AS firstSeen,
  max(eventTime) AS lastSeen
FROM events
GROUP BY principal
ORDER BY events DESC, principal
LIMIT 100
