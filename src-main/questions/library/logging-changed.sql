-- place: 10
-- title: Logging changed
-- question: Was logging, or what protects it, changed?
-- columns: eventTime, eventName, userIdentityArn, sourceIPAddress, errorCode, eventID
SELECT eventTime, eventName, userIdentityArn, sourceIPAddress, errorCode, eventID
FROM events
WHERE eventName IN ('StopLogging', 'DeleteTrail', 'UpdateTrail', 'PutEventSelectors', 'DeleteFlowLogs',
  'DeleteDetector', 'StopConfigurationRecorder', 'PutBucketLifecycle', 'ScheduleKeyDeletion')
ORDER BY eventTime, id
