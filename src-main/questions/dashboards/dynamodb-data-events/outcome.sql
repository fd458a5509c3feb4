-- place: 2
-- title: Succeeded and failed
-- chart: time
-- why: Many failures are a broken program, or somebody who tries.
-- events: eventCategory=Data eventSource=dynamodb.amazonaws.com
SELECT date_trunc(:unit, eventTime) AS time, isError, count(*) AS events
FROM shown
WHERE eventCategory = 'Data' AND eventSource = 'dynamodb.amazonaws.com' AND eventTime IS NOT NULL
GROUP BY 1, 2
ORDER BY 1, 2
