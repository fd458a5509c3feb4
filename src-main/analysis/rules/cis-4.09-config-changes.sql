-- id: cis-4.09-config-changes
-- title: AWS Config changed (CIS 4.9)
-- severity: medium
-- why: Without its recorder AWS Config no longer notes what changed.
-- benign: Setting up accounts; a landing zone that manages AWS Config.
-- from: CIS AWS Foundations Benchmark 4.9
WITH watched(name) AS (VALUES
  ('StopConfigurationRecorder'), ('DeleteDeliveryChannel'), ('PutDeliveryChannel'),
  ('PutConfigurationRecorder')
)
SELECT principal(id) AS subject,
  count(*) AS events,
  min(eventTime) AS firstSeen,
  max(eventTime) AS lastSeen,
  principal(id)
    || ' changed AWS Config with ' || counted(count(*), 'call') || failed(sum(isError))
    || ': ' || listed(json_group_array(eventName)) || '.' AS sentence,
  'eventSource=config.amazonaws.com eventName=' || (SELECT group_concat(name) FROM watched) || ' '
    || principal_filter(id) AS filter
FROM events
WHERE eventSource = 'config.amazonaws.com' AND eventName IN (SELECT name FROM watched)
GROUP BY principal_filter(id)
