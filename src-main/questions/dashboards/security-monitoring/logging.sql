-- place: 10
-- title: Calls that may have disabled CloudTrail
-- chart: table
-- why: What happens after them may not be in the trail.
-- events: eventName IN (StopLogging, DeleteTrail, UpdateTrail, PutEventSelectors, DeleteEventDataStore,
--   UpdateEventDataStore, StopEventDataStoreIngestion)
SELECT max(eventTime) AS lastSeen, eventName, userIdentityArn, sourceIPAddress, count(*) AS events,
  count(*) FILTER (WHERE isError) AS errors
FROM shown
WHERE eventName IN ('StopLogging', 'DeleteTrail', 'UpdateTrail', 'PutEventSelectors', 'DeleteEventDataStore',
  'UpdateEventDataStore', 'StopEventDataStoreIngestion')
GROUP BY eventName, userIdentityArn, sourceIPAddress
ORDER BY lastSeen DESC, eventName, userIdentityArn, sourceIPAddress
LIMIT 50
