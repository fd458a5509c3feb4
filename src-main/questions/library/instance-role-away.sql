-- group: sessions
-- place: 12
-- title: Instance roles used outside AWS
-- question: Which credentials of EC2 instances were used by something that is no AWS SDK on the instance?
-- why: The session of an instance role is named by the instance ID. Used from several addresses, it was read from the
--   metadata service and carried off (ATT&CK T1552.005).
-- parameters: none
-- next: key-from-many-addresses, discovery-burst
-- columns: userIdentityArn, sourceIPAddress, userAgent, events, apis, firstSeen, lastSeen
SELECT userIdentityArn, sourceIPAddress, userAgent,
  count(*) AS events, count(DISTINCT eventName) AS apis,
  min(eventTime) AS firstSeen, max(eventTime) AS lastSeen
FROM events
WHERE regexp_like(userIdentityArn, ':assumed-role/[^/]+/i-[0-9a-f]{8,17}$')
GROUP BY 1, 2, 3
ORDER BY userIdentityArn, firstSeen, sourceIPAddress, userAgent
