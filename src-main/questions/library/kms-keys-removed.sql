-- group: kms
-- place: 1
-- title: KMS keys disabled or deleted
-- question: Who disabled keys, scheduled their deletion or changed their policy?
-- why: CIS 4.7. What a deleted key encrypts is lost (ATT&CK T1485).
-- parameters: none
-- next: kms-use, destructive-calls
-- columns: eventTime, eventName, userIdentityArn, keyId, pendingDays, errorCode, eventID
SELECT eventTime, eventName, userIdentityArn, json_extract_scalar(requestParameters, '$.keyId') AS keyId,
  json_extract_scalar(requestParameters, '$.pendingWindowInDays') AS pendingDays, errorCode, eventID
FROM events
WHERE eventSource = 'kms.amazonaws.com'
  AND eventName IN ('DisableKey', 'ScheduleKeyDeletion', 'CancelKeyDeletion', 'PutKeyPolicy',
    'DeleteImportedKeyMaterial', 'DisableKeyRotation', 'RevokeGrant', 'RetireGrant', 'DeleteAlias', 'UpdateAlias')
ORDER BY eventTime, eventID
