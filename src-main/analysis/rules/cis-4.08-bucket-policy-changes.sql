-- id: cis-4.08-bucket-policy-changes
-- title: S3 bucket access or life cycle changed (CIS 4.8)
-- severity: medium
-- why: Policies, ACLs, replication and life cycle decide who reads a bucket and how long it keeps what it holds.
-- benign: Deployments that manage buckets.
-- from: CIS AWS Foundations Benchmark 4.8
WITH watched(name) AS (VALUES
  ('PutBucketAcl'), ('PutBucketPolicy'), ('PutBucketCors'), ('PutBucketLifecycle'), ('PutBucketReplication'),
  ('DeleteBucketPolicy'), ('DeleteBucketCors'), ('DeleteBucketLifecycle'), ('DeleteBucketReplication')
)
SELECT principal(id) AS subject,
  count(*) AS events,
  min(eventTime) AS firstSeen,
  max(eventTime) AS lastSeen,
  principal(id)
    || ' changed access to or life cycle of S3 buckets with ' || counted(count(*), 'call') || failed(sum(isError))
    || ': ' || listed(json_group_array(eventName)) || '.' AS sentence,
  'eventSource=s3.amazonaws.com eventName=' || (SELECT group_concat(name) FROM watched) || ' '
    || principal_filter(id) AS filter
FROM events
WHERE eventSource = 's3.amazonaws.com' AND eventName IN (SELECT name FROM watched)
GROUP BY principal_filter(id)
