-- place: 1
-- title: Activity
-- chart: time
-- why: When data is used.
-- events: eventCategory=Data eventSource=lambda.amazonaws.com
SELECT date_trunc(:unit, eventTime) AS time, count(*) AS events
FROM shown
WHERE eventCategory = 'Data' AND eventSource = 'lambda.amazonaws.com' AND eventTime IS NOT NULL
GROUP BY 1
ORDER BY 1
