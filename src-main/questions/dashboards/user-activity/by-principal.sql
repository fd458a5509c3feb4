-- place: 1
-- title: Activity by principal
-- chart: time
-- why: Who begins or ends to act, and when.
-- events: all
SELECT date_trunc(:unit, eventTime) AS time, userIdentityArn, count(*) AS events
FROM shown
WHERE eventTime IS NOT NULL
GROUP BY 1, 2
ORDER BY 1, 2
