-- group: evasion
-- place: 2
-- title: What trails record
-- question: Which event selectors were set, and what do they leave out?
-- why: A trail that still runs and records nothing of interest raises no alarm.
-- parameters: none
-- next: logging-changed, event-categories
-- columns: eventTime, eventName, userIdentityArn, trailName, requestParameters, errorCode, eventID
SELECT eventTime, eventName, userIdentityArn, json_extract_scalar(requestParameters, '$.trailName') AS trailName,
  requestParameters, errorCode, eventID
FROM events
WHERE eventSource = 'cloudtrail.amazonaws.com'
  AND eventName IN ('PutEventSelectors', 'PutInsightSelectors', 'UpdateTrail', 'UpdateEventDataStore')
ORDER BY eventTime, eventID
