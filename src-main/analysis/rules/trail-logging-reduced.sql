-- id: trail-logging-reduced
-- title: Logging stopped or narrowed
-- severity: high
-- why: Stopping a trail, deleting it, pointing it elsewhere or narrowing its selectors hides what comes after.
-- benign: A trail that was moved or replaced; setting up accounts.
-- from: MITRE ATT&CK T1562.008 (Disable or Modify Cloud Logs)
WITH watched(name) AS (VALUES
  ('StopLogging'), ('DeleteTrail'), ('UpdateTrail'), ('PutEventSelectors'), ('PutInsightSelectors'),
  ('StopEventDataStoreIngestion'), ('DeleteEventDataStore')
)
SELECT principal(id) AS subject,
  count(*) AS events,
  min(eventTime) AS firstSeen,
  max(eventTime) AS lastSeen,
  principal(id)
    || ' stopped, deleted, redirected or narrowed logging with ' || counted(count(*), 'call')
    || failed(sum(isError)) || ': ' || listed(json_group_array(eventName)) || '.' AS sentence,
  'eventSource=cloudtrail.amazonaws.com eventName=' || (SELECT group_concat(name) FROM watched) || ' '
    || principal_filter(id) AS filter
FROM events
WHERE eventSource = 'cloudtrail.amazonaws.com' AND eventName IN (SELECT name FROM watched)
GROUP BY principal_filter(id)
