-- place: 2
-- title: Succeeded and failed
-- chart: time
-- why: Many failures are a broken function, or somebody who tries.
-- events: eventCategory=Data eventSource=lambda.amazonaws.com
SELECT date_trunc(:unit, eventTime) AS time, isError, count(*) AS events
FROM shown
WHERE eventCategory = 'Data' AND eventSource = 'lambda.amazonaws.com' AND eventTime IS NOT NULL
GROUP BY 1, 2
ORDER BY 1, 2
