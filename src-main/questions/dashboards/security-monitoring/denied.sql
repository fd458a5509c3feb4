-- place: 1
-- title: Denied calls by API
-- chart: bars
-- why: What was refused most often.
-- events: (errorCode~AccessDenied OR errorCode~Unauthorized)
SELECT eventSource, eventName, count(*) AS events
FROM shown
WHERE (errorCode LIKE '%AccessDenied%' OR errorCode LIKE '%Unauthorized%')
GROUP BY eventSource, eventName
ORDER BY events DESC, eventSource, eventName
LIMIT 20
