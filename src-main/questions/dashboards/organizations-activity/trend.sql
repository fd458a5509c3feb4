-- place: 1
-- title: Calls of AWS Organizations
-- chart: time
-- why: Organizations change rarely.
-- events: eventSource=organizations.amazonaws.com
SELECT date_trunc(:unit, eventTime) AS time, count(*) AS events
FROM shown
WHERE eventSource = 'organizations.amazonaws.com' AND eventTime IS NOT NULL
GROUP BY 1
ORDER BY 1
