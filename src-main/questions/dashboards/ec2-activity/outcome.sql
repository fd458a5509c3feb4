-- place: 2
-- title: Succeeded and failed
-- chart: time
-- why: Many failures may be somebody who tries what is allowed.
-- events: eventSource=ec2.amazonaws.com
SELECT date_trunc(:unit, eventTime) AS time, isError, count(*) AS events
FROM shown
WHERE eventSource = 'ec2.amazonaws.com' AND eventTime IS NOT NULL
GROUP BY 1, 2
ORDER BY 1, 2
