-- group: identity
-- place: 8
-- title: Long-lived access keys
-- question: Which access keys of users are in use, from how many addresses?
-- why: Keys that begin with AKIA never expire. One that is used from several networks may have been copied.
-- parameters: none
-- next: key-uses, key-created-then-used
-- columns: accessKeyId, userIdentityArn, events, addresses, agents, firstSeen, lastSeen
SELECT accessKeyId, userIdentityArn,
  count(*) AS events,
  count(DISTINCT sourceIPAddress) AS addresses,
  count(DISTINCT userAgent) AS agents,
  min(eventTime) AS firstSeen, max(eventTime) AS lastSeen
FROM events
WHERE accessKeyId LIKE 'AKIA%'
GROUP BY 1, 2
ORDER BY addresses DESC, events DESC, accessKeyId
