-- place: 7
-- title: Denied calls by account
-- chart: time
-- why: A policy that was changed shows as a step.
-- events: (errorCode~AccessDenied OR errorCode~Unauthorized)
SELECT date_trunc(:unit, eventTime) AS time, recipientAccountId, count(*) AS events
FROM shown
WHERE (errorCode LIKE '%AccessDenied%' OR errorCode LIKE '%Unauthorized%') AND eventTime IS NOT NULL
GROUP BY 1, 2
ORDER BY 1, 2
