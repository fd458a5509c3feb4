-- group: data
-- place: 4
-- title: Buckets looked at
-- question: Who looked at how many different buckets?
-- why: Whoever looks for data goes through all buckets: ListBuckets, then GetBucket… of each (ATT&CK T1619).
-- parameters: none
-- next: objects-read, discovery-burst
-- columns: userIdentityArn, sourceIPAddress, buckets, apis, events, firstSeen, lastSeen
SELECT userIdentityArn, sourceIPAddress,
  count(DISTINCT bucketName) AS buckets, count(DISTINCT eventName) AS apis, count(*) AS events,
  min(eventTime) AS firstSeen, max(eventTime) AS lastSeen
FROM events
WHERE eventSource = 's3.amazonaws.com' AND regexp_like(eventName, '^(Get|List|Head)')
GROUP BY 1, 2
ORDER BY buckets DESC, events DESC, userIdentityArn, sourceIPAddress
LIMIT 100
