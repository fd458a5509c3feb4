-- place: 8
-- title: What was deleted
-- question: Who deleted or terminated what kind of thing, and did it succeed?
-- columns: eventTime, principal, eventSource, eventName, errorCode, sourceIPAddress, awsRegion, eventID
SELECT eventTime,
  coalesce(userIdentityArn, principalId, invokedBy) AS principal,
  eventSource, eventName, errorCode, sourceIPAddress, awsRegion, eventID
FROM events
WHERE (eventName >= 'Delete' AND eventName < 'Deletf')
  OR (eventName >= 'Terminate' AND eventName < 'Terminatf')
  OR eventName = 'ScheduleKeyDeletion'
ORDER BY id
