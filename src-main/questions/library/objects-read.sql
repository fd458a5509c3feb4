-- group: data
-- place: 1
-- title: Objects read
-- question: Who read how many objects of which bucket, and how many bytes?
-- why: What left the account (ATT&CK T1530). Only trails with S3 data events can tell: none here does not mean that
--   nothing was read.
-- parameters: none
-- next: bucket-enumeration, calls-of-principal
-- columns: userIdentityArn, bucketName, sourceIPAddress, objects, bytesOut, firstSeen, lastSeen
SELECT userIdentityArn, bucketName, sourceIPAddress,
  count(*) AS objects,
  sum(CAST(json_extract_scalar(additionalEventData, '$.bytesTransferredOut') AS DOUBLE)) AS bytesOut,
  min(eventTime) AS firstSeen, max(eventTime) AS lastSeen
FROM events
WHERE eventSource = 's3.amazonaws.com' AND eventName = 'GetObject' AND NOT isError
GROUP BY 1, 2, 3
ORDER BY bytesOut DESC NULLS LAST, objects DESC, userIdentityArn, bucketName, sourceIPAddress
LIMIT 200
