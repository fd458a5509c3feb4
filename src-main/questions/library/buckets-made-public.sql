-- group: data
-- place: 2
-- title: Bucket policies, ACLs and public access
-- question: Who changed who may read a bucket?
-- why: CIS 4.8, and the calls that lift Block Public Access.
-- parameters: none
-- next: objects-read, buckets-deleted
-- columns: eventTime, eventName, userIdentityArn, bucketName, requestParameters, errorCode, eventID
SELECT eventTime, eventName, userIdentityArn, bucketName, requestParameters, errorCode, eventID
FROM events
WHERE eventSource = 's3.amazonaws.com'
  AND eventName IN ('PutBucketAcl', 'PutBucketPolicy', 'DeleteBucketPolicy', 'PutBucketPublicAccessBlock',
    'DeleteBucketPublicAccessBlock', 'PutAccountPublicAccessBlock', 'DeleteAccountPublicAccessBlock', 'PutObjectAcl',
    'PutBucketCors', 'PutBucketWebsite', 'PutBucketOwnershipControls')
ORDER BY eventTime, eventID
