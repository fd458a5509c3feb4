-- place: 2
-- title: Activity by API
-- chart: time
-- why: Which call begins or ends to be made, and when.
-- events: all
SELECT date_trunc(:unit, eventTime) AS time, eventName, count(*) AS events
FROM shown
WHERE eventTime IS NOT NULL
GROUP BY 1, 2
ORDER BY 1, 2
