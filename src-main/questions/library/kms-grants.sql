-- group: kms
-- place: 3
-- title: Grants on KMS keys
-- question: Who gave which grantee what on which key?
-- why: Grants are permissions beside the key policy, and seldom looked at.
-- parameters: none
-- next: kms-use
-- columns: eventTime, userIdentityArn, keyId, grantee, firstOperation, invokedBy, errorCode, eventID
SELECT eventTime, userIdentityArn, json_extract_scalar(requestParameters, '$.keyId') AS keyId,
  json_extract_scalar(requestParameters, '$.granteePrincipal') AS grantee,
    json_extract_scalar(requestParameters, '$.operations[0]') AS firstOperation, invokedBy, errorCode, eventID
FROM events
WHERE eventSource = 'kms.amazonaws.com' AND eventName = 'CreateGrant'
ORDER BY eventTime, eventID
