-- group: identity
-- place: 7
-- title: MFA devices removed
-- question: Whose MFA device was deactivated, deleted or replaced?
-- why: An intruder with a session removes the second factor before the password is changed (ATT&CK T1556.006).
-- parameters: none
-- next: console-logins, users-created
-- columns: eventTime, eventName, userIdentityArn, ofUser, sourceIPAddress, errorCode, eventID
SELECT eventTime, eventName, userIdentityArn, json_extract_scalar(requestParameters, '$.userName') AS ofUser,
  sourceIPAddress, errorCode, eventID
FROM events
WHERE eventName IN ('DeactivateMFADevice', 'DeleteVirtualMFADevice', 'CreateVirtualMFADevice', 'EnableMFADevice',
  'ResyncMFADevice')
ORDER BY eventTime, eventID
