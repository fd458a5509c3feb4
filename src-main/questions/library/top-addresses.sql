-- group: network
-- place: 1
-- title: Calls by address
-- question: From which addresses do most calls come?
-- why: Names of services stand here where AWS called for somebody.
-- parameters: none
-- next: calls-from-address, new-addresses
-- columns: sourceIPAddress, events, principals, accessKeys, errors, firstSeen, lastSeen
SELECT sourceIPAddress,
  count(*) AS events, count(DISTINCT userIdentityArn) AS principals, count(DISTINCT accessKeyId) AS accessKeys,
  count(*) FILTER (WHERE isError) AS errors,
  min(eventTime) AS firstSeen, max(eventTime) AS lastSeen
FROM events
GROUP BY 1
ORDER BY events DESC, sourceIPAddress
LIMIT 100
