-- group: network
-- place: 4
-- title: Addresses by first appearance
-- question: Which addresses are new, and what did they do first?
-- why: In order of appearance, the newest first. An address that begins with GetCallerIdentity is trying a key.
-- parameters: none
-- next: calls-from-address, caller-identity
-- columns: sourceIPAddress, firstSeen, lastSeen, events, firstCall, principals
SELECT sourceIPAddress,
  min(eventTime) AS firstSeen, max(eventTime) AS lastSeen,
  count(*) AS events, min_by(eventName, eventTime) AS firstCall,
  count(DISTINCT userIdentityArn) AS principals
FROM events
WHERE regexp_like(sourceIPAddress, '^[0-9.]+$|:')
GROUP BY 1
ORDER BY firstSeen DESC, sourceIPAddress
LIMIT 200
