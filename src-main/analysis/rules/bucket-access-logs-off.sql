-- id: bucket-access-logs-off
-- title: Access logs of a bucket switched off
-- severity: medium
-- technique: T1562.008
-- why: Where data events are not logged, the access logs of a bucket alone tell who read its objects.
-- benign: Data events have taken their place; a bucket that is taken down.
-- next: Who read the bucket afterwards, where data events are logged.
-- from: Amazon S3 API Reference, PutBucketLogging: an empty status switches logging off
-- calls: s3.amazonaws.com: PutBucketLogging
-- did: switched off the access logs of buckets
WHERE field(id, 'requestParameters.bucketName') IS NOT NULL
  AND field(id, 'requestParameters.BucketLoggingStatus.LoggingEnabled') IS NULL
