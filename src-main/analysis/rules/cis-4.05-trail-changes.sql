-- id: cis-4.05-trail-changes
-- title: CloudTrail configuration changed (CIS 4.5)
-- severity: medium
-- why: Whoever changes a trail changes what can be known later.
-- benign: Setting up accounts; a change of the trail that was announced.
-- from: CIS AWS Foundations Benchmark 4.5
WITH watched(name) AS (VALUES
  ('CreateTrail'), ('UpdateTrail'), ('DeleteTrail'), ('StartLogging'), ('StopLogging')
)
SELECT principal(id) AS subject,
  count(*) AS events,
  min(eventTime) AS firstSeen,
  max(eventTime) AS lastSeen,
  principal(id)
    || ' changed the configuration of CloudTrail with ' || counted(count(*), 'call') || failed(sum(isError))
    || ': ' || listed(json_group_array(eventName)) || '.' AS sentence,
  'eventName=' || (SELECT group_concat(name) FROM watched) || ' '
    || principal_filter(id) AS filter
FROM events
WHERE eventName IN (SELECT name FROM watched)
GROUP BY principal_filter(id)
