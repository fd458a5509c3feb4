-- group: time
-- place: 8
-- title: Hours out of the ordinary
-- question: In which hours did a principal call far more than in his other hours?
-- why: More than five times the median of the same principal, and more than 50 calls.
-- parameters: none
-- next: calls-of-principal, discovery-burst
-- columns: userIdentityArn, hour, events, median
WITH hourly AS (
  SELECT userIdentityArn, date_trunc('hour', eventTime) AS hour, count(*) AS events
  FROM events
  WHERE userIdentityArn IS NOT NULL AND eventTime IS NOT NULL
  GROUP BY 1, 2
), ranked AS (
  SELECT userIdentityArn, hour, events,
    row_number() OVER (PARTITION BY userIdentityArn ORDER BY events, hour) AS place,
    count(*) OVER (PARTITION BY userIdentityArn) AS hours
  FROM hourly
), medians AS (
  SELECT userIdentityArn, max(events) AS median
  FROM ranked
  WHERE place = (hours + 1) / 2
  GROUP BY 1
)
SELECT r.userIdentityArn, r.hour, r.events, m.median
FROM ranked AS r
JOIN medians AS m ON m.userIdentityArn = r.userIdentityArn
WHERE r.events > 50 AND r.events > 5 * m.median
ORDER BY r.events DESC, r.userIdentityArn, r.hour
