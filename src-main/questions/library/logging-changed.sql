-- group: evasion
-- place: 1
-- title: Logging changed
-- question: Who stopped, deleted or narrowed trails, flow logs, detectors or log groups?
-- why: The first thing an intruder with rights does (ATT&CK T1562.008). Read what came in the minutes after it.
-- parameters: none
-- next: calls-of-principal, selectors-narrowed
-- columns: eventTime, eventSource, eventName, userIdentityArn, sourceIPAddress, awsRegion, errorCode, eventID
SELECT eventTime, eventSource, eventName, userIdentityArn, sourceIPAddress, awsRegion, errorCode, eventID
FROM events
WHERE eventName IN ('StopLogging', 'DeleteTrail', 'UpdateTrail', 'PutEventSelectors', 'PutInsightSelectors',
  'CreateTrail', 'StartLogging', 'DeleteEventDataStore', 'UpdateEventDataStore', 'StopEventDataStoreIngestion',
    'DeleteFlowLogs', 'DeleteLogGroup', 'DeleteLogStream', 'PutRetentionPolicy', 'StopConfigurationRecorder',
    'DeleteConfigurationRecorder', 'DeleteDeliveryChannel', 'DeleteDetector', 'UpdateDetector',
    'DisassociateFromMasterAccount', 'DisassociateMembers', 'DeleteMembers', 'DisableSecurityHub',
    'DeleteResourcePolicy', 'DeregisterOrganizationDelegatedAdmin')
ORDER BY eventTime, eventID
