-- id: cis-4.05-trail-changes
-- title: CloudTrail configuration changed (CIS 4.5)
-- severity: medium
-- why: Who changes a trail changes what is known afterwards.
-- benign: Setting up accounts; a change of the trail that was announced.
WITH watched(name) AS (VALUES
  ('CreateTrail'), ('UpdateTrail'), ('DeleteTrail'), ('StartLogging'), ('StopLogging')
)
SELECT principal_name(userIdentityArn, userName, invokedBy) AS subject,
  count(*) AS events,
  min(eventTimeMs) AS firstSeen,
  max(eventTimeMs) AS lastSeen,
  principal_name(userIdentityArn, userName, invokedBy) || ' changed the configuration of CloudTrail with ' || counted(count(*), 'call')
    || failed(count(errorCode)) || ': ' || group_concat(DISTINCT eventName ORDER BY eventName) || '.' AS sentence,
  'eventName=' || (SELECT group_concat(name) FROM watched) || ' '
    || principal_filter(userIdentityArn, userName, invokedBy) AS filter
FROM events
WHERE eventName IN (SELECT name FROM watched)
GROUP BY principal_filter(userIdentityArn, userName, invokedBy)
