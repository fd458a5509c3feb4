-- place: 3
-- title: Succeeded and failed
-- chart: time
-- why: Many failures may be somebody who tries what is allowed.
-- events: eventSource=iam.amazonaws.com,sts.amazonaws.com
SELECT date_trunc(:unit, eventTime) AS time, isError, count(*) AS events
FROM shown
WHERE eventSource IN ('iam.amazonaws.com', 'sts.amazonaws.com') AND eventTime IS NOT NULL
GROUP BY 1, 2
ORDER BY 1, 2
