-- group: data
-- place: 3
-- title: Buckets and their protection removed
-- question: Which buckets, objects, versions or lifecycles were removed?
-- why: Ransom in S3 deletes objects, suspends versioning or sets a lifecycle of one day (ATT&CK T1485, T1490).
-- parameters: none
-- next: destructive-calls, objects-read
-- columns: eventName, userIdentityArn, bucketName, events, errors, firstSeen, lastSeen
SELECT eventName, userIdentityArn, bucketName, count(*) AS events, count(*) FILTER (WHERE isError) AS errors,
  min(eventTime) AS firstSeen, max(eventTime) AS lastSeen
FROM events
WHERE eventSource = 's3.amazonaws.com'
  AND eventName IN ('DeleteBucket', 'DeleteObject', 'DeleteObjects', 'PutBucketVersioning', 'PutBucketLifecycle',
    'PutBucketLifecycleConfiguration', 'DeleteBucketLifecycle', 'DeleteBucketEncryption', 'PutBucketReplication',
    'DeleteBucketReplication')
GROUP BY 1, 2, 3
ORDER BY firstSeen, eventName, userIdentityArn, bucketName
