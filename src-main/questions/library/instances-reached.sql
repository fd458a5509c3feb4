-- group: persistence
-- place: 5
-- title: Commands and keys sent to instances
-- question: Who ran commands on instances, opened sessions or pushed SSH keys?
-- why: From the control plane onto the machine: SSM, EC2 Instance Connect, serial console, user data (ATT&CK T1651).
-- parameters: none
-- next: instance-role-away, calls-of-principal
-- columns: eventTime, eventSource, eventName, userIdentityArn, what, sourceIPAddress, errorCode, eventID
SELECT eventTime, eventSource, eventName, userIdentityArn,
  coalesce(json_extract_scalar(requestParameters, '$.documentName'),
    json_extract_scalar(requestParameters, '$.instanceId'),
    json_extract_scalar(requestParameters, '$.target')) AS what, sourceIPAddress, errorCode, eventID
FROM events
WHERE eventName IN ('SendCommand', 'StartSession', 'ResumeSession', 'SendSSHPublicKey',
  'SendSerialConsoleSSHPublicKey', 'EnableSerialConsoleAccess', 'ImportKeyPair', 'CreateKeyPair')
  OR (eventName = 'ModifyInstanceAttribute' AND json_extract_scalar(requestParameters, '$.userData') IS NOT NULL)
ORDER BY eventTime, eventID
