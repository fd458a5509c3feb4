-- id: cis-4.08-bucket-policy-changes
-- title: S3 bucket access or life cycle changed (CIS 4.8)
-- severity: medium
-- why: Policies, ACLs, replication and life cycle decide who reads a bucket and how long it keeps what it holds.
-- benign: Deployments that manage buckets.
WITH watched(name) AS (VALUES
  ('PutBucketAcl'), ('PutBucketPolicy'), ('PutBucketCors'), ('PutBucketLifecycle'), ('PutBucketReplication'),
  ('DeleteBucketPolicy'), ('DeleteBucketCors'), ('DeleteBucketLifecycle'), ('DeleteBucketReplication')
)
SELECT principal_name(userIdentityArn, userName, invokedBy) AS subject,
  count(*) AS events,
  min(eventTimeMs) AS firstSeen,
  max(eventTimeMs) AS lastSeen,
  principal_name(userIdentityArn, userName, invokedBy) || ' changed access to or life cycle of S3 buckets with ' || counted(count(*), 'call')
    || failed(count(errorCode)) || ': ' || group_concat(DISTINCT eventName ORDER BY eventName) || '.' AS sentence,
  'eventSource=s3.amazonaws.com eventName=' || (SELECT group_concat(name) FROM watched) || ' '
    || principal_filter(userIdentityArn, userName, invokedBy) AS filter
FROM events
WHERE eventSource = 's3.amazonaws.com' AND eventName IN (SELECT name FROM watched)
GROUP BY principal_filter(userIdentityArn, userName, invokedBy)
