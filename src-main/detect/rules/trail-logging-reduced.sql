-- id: trail-logging-reduced
-- title: Logging stopped or narrowed
-- severity: high
-- why: Stopping a trail, deleting it, pointing it elsewhere or narrowing its selectors hides what comes after.
-- benign: A trail that was moved or replaced; setting up accounts.
WITH watched(name) AS (VALUES
  ('StopLogging'), ('DeleteTrail'), ('UpdateTrail'), ('PutEventSelectors'), ('PutInsightSelectors'),
  ('StopEventDataStoreIngestion'), ('DeleteEventDataStore')
)
SELECT principal_name(userIdentityArn, userName, invokedBy) AS subject,
  count(*) AS events,
  min(eventTimeMs) AS firstSeen,
  max(eventTimeMs) AS lastSeen,
  principal_name(userIdentityArn, userName, invokedBy) || ' stopped, deleted, redirected or narrowed logging with ' || counted(count(*), 'call')
    || failed(count(errorCode)) || ': ' || group_concat(DISTINCT eventName ORDER BY eventName) || '.' AS sentence,
  'eventSource=cloudtrail.amazonaws.com eventName=' || (SELECT group_concat(name) FROM watched) || ' '
    || principal_filter(userIdentityArn, userName, invokedBy) AS filter
FROM events
WHERE eventSource = 'cloudtrail.amazonaws.com' AND eventName IN (SELECT name FROM watched)
GROUP BY principal_filter(userIdentityArn, userName, invokedBy)
