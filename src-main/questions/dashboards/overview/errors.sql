-- place: 2
-- title: Events with errors
-- chart: time
-- why: Attempts that fail may come before one that succeeds.
-- events: isError=true
SELECT date_trunc(:unit, eventTime) AS time, count(*) AS events
FROM shown
WHERE isError AND eventTime IS NOT NULL
GROUP BY 1
ORDER BY 1
