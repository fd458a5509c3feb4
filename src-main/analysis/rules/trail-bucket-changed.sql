-- id: trail-bucket-changed
-- title: Bucket of a trail changed
-- severity: high
-- technique: T1562.008, T1485.001
-- why: A trail’s bucket that is deleted, emptied, opened or has its objects expire loses the logs and digests that this
--   case rests on.
--   A policy that lets CloudTrail write and opens the bucket to nobody is what a trail needs, and is none.
-- benign: Setting up the trail; a life cycle that keeps logs as long as agreed.
-- next: Who may read and write the bucket now, how long objects live, and holes in Integrity.
-- from: AWS CloudTrail user guide, "Security best practices in AWS CloudTrail"
-- calls: s3.amazonaws.com: PutBucketLifecycle*, PutBucketPolicy, DeleteBucketPolicy, PutBucketAcl, PutBucketVersioning,
--   PutBucketReplication, PutBucketEncryption, PutBucketObjectLockConfiguration, DeleteBucket, DeleteObject,
--   DeleteObjects
-- did: changed buckets of a trail or deleted from them
WHERE (
  -- Buckets of trails: named by the trail, looked into by CloudTrail, or the place of the files of this case.
  NOT byAwsService AND bucketName IN (
    SELECT field(trail.id, 'requestParameters.s3BucketName') FROM events AS trail
    WHERE trail.eventName IN ('CreateTrail', 'UpdateTrail') AND trail.eventSource = 'cloudtrail.amazonaws.com'
    UNION
    SELECT looked.bucketName FROM events AS looked
    WHERE looked.eventName = 'GetBucketAcl' AND looked.sourceIPAddress = 'cloudtrail.amazonaws.com'
    UNION
    SELECT substr(uri, 6, instr(substr(uri, 6), '/') - 1) FROM files WHERE kind IN ('log', 'digest') AND uri GLOB 's3://*'
  )
)
  AND NOT (eventName = 'PutBucketPolicy'
    AND policy_opens(field(id, 'requestParameters.bucketPolicy'), recipientAccountId) IN ('service', 'inside')
    AND EXISTS (
      SELECT 1 FROM json_each(requestParameters, '$.bucketPolicy.Statement') AS statement
      WHERE statement.value ->> 'Effect' = 'Allow'
        AND statement.value ->> '$.Principal.Service' LIKE '%cloudtrail.amazonaws.com%')
    AND NOT EXISTS (
      SELECT 1 FROM json_each(requestParameters, '$.bucketPolicy.Statement') AS statement
      WHERE statement.value ->> 'Effect' <> 'Allow'))
