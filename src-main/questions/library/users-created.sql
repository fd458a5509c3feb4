-- group: identity
-- place: 2
-- title: Users and login profiles made
-- question: Who made users, login profiles or keys, and for whom?
-- why: New users and new passwords for old users are the simplest way to stay (ATT&CK T1136.003, T1098).
-- parameters: none
-- next: key-created-then-used, rights-given
-- columns: eventTime, eventName, userIdentityArn, forUser, sourceIPAddress, errorCode, eventID
SELECT eventTime, eventName, userIdentityArn, json_extract_scalar(requestParameters, '$.userName') AS forUser,
  sourceIPAddress, errorCode, eventID
FROM events
WHERE eventSource = 'iam.amazonaws.com'
  AND eventName IN ('CreateUser', 'CreateLoginProfile', 'UpdateLoginProfile', 'CreateAccessKey',
    'CreateServiceSpecificCredential', 'UploadSSHPublicKey', 'UploadSigningCertificate')
ORDER BY eventTime, eventID
