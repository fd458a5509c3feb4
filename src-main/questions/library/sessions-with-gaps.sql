-- group: sessions
-- place: 10
-- title: Spells of activity per key
-- question: In how many spells, more than 30 minutes apart, was each key used?
-- why: Machines work steadily, people in spells. A machine’s key that begins to work in spells has changed hands.
-- parameters: none
-- next: key-uses, activity-by-hour-of-day
-- columns: accessKeyId, spells, events, firstSeen, lastSeen
WITH calls AS (
  SELECT accessKeyId, eventTime,
    lag(eventTime) OVER (PARTITION BY accessKeyId ORDER BY eventTime) AS before
  FROM events
  WHERE accessKeyId IS NOT NULL AND eventTime IS NOT NULL
)
SELECT accessKeyId,
  count(*) FILTER (WHERE before IS NULL OR eventTime > before + INTERVAL '30' MINUTE) AS spells,
  count(*) AS events,
  min(eventTime) AS firstSeen, max(eventTime) AS lastSeen
FROM calls
GROUP BY 1
ORDER BY spells DESC, events DESC, accessKeyId
LIMIT 100
