-- group: discovery
-- place: 2
-- title: Who asked who he is
-- question: Which keys called GetCallerIdentity, from which address and agent?
-- why: The first call of whoever found a key: it needs no permission. Scanners of secrets call it too.
-- parameters: none
-- next: key-uses, new-addresses
-- columns: userIdentityArn, accessKeyId, sourceIPAddress, userAgent, events, firstSeen, lastSeen
SELECT userIdentityArn, accessKeyId, sourceIPAddress, userAgent, count(*) AS events, min(eventTime) AS firstSeen,
  max(eventTime) AS lastSeen
FROM events
WHERE eventName = 'GetCallerIdentity'
GROUP BY 1, 2, 3, 4
ORDER BY firstSeen, accessKeyId, sourceIPAddress, userAgent
