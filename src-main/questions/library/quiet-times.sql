-- group: evasion
-- place: 4
-- title: Hours without events
-- question: After which hours does the trail fall silent for longer than two hours?
-- why: Silence is a fact about the log files, not about the account: Integrity tells whether digests prove that
--   nothing happened.
-- parameters: none
-- next: events-per-hour, logging-changed
-- columns: recipientAccountId, awsRegion, lastHour, nextHour, silentHours
WITH hours AS (
  SELECT recipientAccountId, awsRegion, date_trunc('hour', eventTime) AS hour
  FROM events
  WHERE eventTime IS NOT NULL
  GROUP BY 1, 2, 3
), followed AS (
  SELECT recipientAccountId, awsRegion, hour,
    lead(hour) OVER (PARTITION BY recipientAccountId, awsRegion ORDER BY hour) AS nextHour
  FROM hours
)
SELECT recipientAccountId, awsRegion, hour AS lastHour, nextHour,
  date_diff('hour', hour, nextHour) - 1 AS silentHours
FROM followed
WHERE date_diff('hour', hour, nextHour) > 2
ORDER BY silentHours DESC, recipientAccountId, awsRegion, lastHour
LIMIT 200
