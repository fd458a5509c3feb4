-- group: kms
-- place: 2
-- title: Use of KMS keys
-- question: Who decrypts with which key, on behalf of which service?
-- why: A principal that decrypts with many keys reads many secrets.
-- parameters: none
-- next: secrets-read, kms-grants
-- columns: userIdentityArn, eventName, invokedBy, keys, events, errors
SELECT userIdentityArn, eventName, invokedBy,
  count(DISTINCT coalesce(json_extract_scalar(requestParameters, '$.keyId'),
    json_extract_scalar(requestParameters, '$.encryptionContext["aws:s3:arn"]'))) AS keys, count(*) AS events,
    count(*) FILTER (WHERE isError) AS errors
FROM events
WHERE eventSource = 'kms.amazonaws.com' AND eventName IN ('Decrypt', 'Encrypt', 'GenerateDataKey',
  'GenerateDataKeyWithoutPlaintext', 'ReEncryptFrom', 'ReEncryptTo', 'ReEncrypt')
GROUP BY 1, 2, 3
ORDER BY events DESC, userIdentityArn, eventName, invokedBy
