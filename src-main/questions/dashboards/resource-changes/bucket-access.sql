-- place: 7
-- title: Changes of access to S3
-- chart: table
-- why: A bucket that is public was made so here.
-- events: eventSource=s3.amazonaws.com eventName IN (PutBucketAcl, PutBucketPolicy, DeleteBucketPolicy,
--   PutBucketPublicAccessBlock, DeleteBucketPublicAccessBlock, DeletePublicAccessBlock, PutObjectAcl,
--   PutAccessPointPolicy)
SELECT max(eventTime) AS lastSeen, eventName, userIdentityArn, sourceIPAddress, count(*) AS events,
  count(*) FILTER (WHERE isError) AS errors
FROM shown
WHERE eventSource = 's3.amazonaws.com' AND eventName IN ('PutBucketAcl', 'PutBucketPolicy', 'DeleteBucketPolicy',
  'PutBucketPublicAccessBlock', 'DeleteBucketPublicAccessBlock', 'DeletePublicAccessBlock', 'PutObjectAcl',
  'PutAccessPointPolicy')
GROUP BY eventName, userIdentityArn, sourceIPAddress
ORDER BY lastSeen DESC, eventName, userIdentityArn, sourceIPAddress
LIMIT 50
