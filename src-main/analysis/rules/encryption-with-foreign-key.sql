-- id: encryption-with-foreign-key
-- title: Objects or buckets encrypted with a key from elsewhere
-- severity: high
-- technique: T1486
-- why: With a key that the account does not hold, nobody in it reads the objects any more. Looks at copies and at the
--   settings of buckets; single uploads are not looked at.
-- benign: Applications that bring their own keys on purpose; a key of another account of one owner.
-- next: Which objects were written so, and whether older versions are there.
-- from: Amazon S3 user guide, "Using server-side encryption with customer-provided keys (SSE-C)"; GuardDuty Custom
--   Detection Rules: S3CustomerProvidedKeysEnabled
-- calls: s3.amazonaws.com: CopyObject, UploadPartCopy, PutBucketEncryption
-- did: encrypted objects or buckets with keys from elsewhere
WHERE requestParameters REGEXP '"x-amz-server-side-encryption-customer-algorithm"'
  -- NONE blocks no kind of encryption: keys that the caller brings are allowed again.
  OR requestParameters REGEXP '"BlockedEncryptionTypes":\{[^{}]*"NONE"'
  OR requestParameters REGEXP '"(KMSMasterKeyID|x-amz-server-side-encryption-aws-kms-key-id)":"arn:aws[^:]*:kms:[^:]*:(?!' || recipientAccountId || ':)'
