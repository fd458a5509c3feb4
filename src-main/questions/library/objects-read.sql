-- place: 7
-- title: S3 objects read
-- question: Who read how many objects from which bucket, and when?
-- columns: principal, bucketName, reads, refused, sourceIPAddresses, firstSeen, lastSeen

-- Object reads are data events: a trail that does not log them shows none.
SELECT coalesce(userIdentityArn, principalId, invokedBy, '(none)') AS principal,
  bucketName,
  count(*) AS reads,
  sum(isError) AS refused,
  count(DISTINCT sourceIPAddress) AS sourceIPAddresses,
  min(eventTime) AS firstSeen,
  max(eventTime) AS lastSeen
FROM events
WHERE eventName IN ('GetObject', 'GetObjectTorrent', 'SelectObjectContent', 'CopyObject')
  AND eventSource = 's3.amazonaws.com'
GROUP BY principal, bucketName
ORDER BY reads DESC, principal, bucketName
