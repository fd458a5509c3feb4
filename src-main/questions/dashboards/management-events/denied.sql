-- place: 1
-- title: Denied calls
-- chart: time
-- why: Stolen credentials are tried out, and are denied often.
-- events: eventCategory=Management (errorCode~AccessDenied OR errorCode~Unauthorized)
SELECT date_trunc(:unit, eventTime) AS time, count(*) AS events
FROM shown
WHERE eventCategory = 'Management' AND (errorCode LIKE '%AccessDenied%' OR errorCode LIKE '%Unauthorized%')
  AND eventTime IS NOT NULL
GROUP BY 1
ORDER BY 1
