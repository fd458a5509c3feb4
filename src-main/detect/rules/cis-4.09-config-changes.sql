-- id: cis-4.09-config-changes
-- title: AWS Config changed (CIS 4.9)
-- severity: medium
-- why: Without its recorder AWS Config no longer notes what changed.
-- benign: Setting up accounts; a landing zone that manages AWS Config.
WITH watched(name) AS (VALUES
  ('StopConfigurationRecorder'), ('DeleteDeliveryChannel'), ('PutDeliveryChannel'),
  ('PutConfigurationRecorder')
)
SELECT principal_name(userIdentityArn, userName, invokedBy) AS subject,
  count(*) AS events,
  min(eventTimeMs) AS firstSeen,
  max(eventTimeMs) AS lastSeen,
  principal_name(userIdentityArn, userName, invokedBy) || ' changed AWS Config with ' || counted(count(*), 'call')
    || failed(count(errorCode)) || ': ' || group_concat(DISTINCT eventName ORDER BY eventName) || '.' AS sentence,
  'eventSource=config.amazonaws.com eventName=' || (SELECT group_concat(name) FROM watched) || ' '
    || principal_filter(userIdentityArn, userName, invokedBy) AS filter
FROM events
WHERE eventSource = 'config.amazonaws.com' AND eventName IN (SELECT name FROM watched)
GROUP BY principal_filter(userIdentityArn, userName, invokedBy)
