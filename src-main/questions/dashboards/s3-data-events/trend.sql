-- place: 1
-- title: Activity
-- chart: time
-- why: When data is used.
-- events: eventCategory=Data eventSource=s3.amazonaws.com
SELECT date_trunc(:unit, eventTime) AS time, count(*) AS events
FROM shown
WHERE eventCategory = 'Data' AND eventSource = 's3.amazonaws.com' AND eventTime IS NOT NULL
GROUP BY 1
ORDER BY 1
