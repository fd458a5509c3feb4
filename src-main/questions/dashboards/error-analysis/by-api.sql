-- place: 2
-- title: Errors by API
-- chart: bars
-- why: Which call fails most.
-- events: isError=true
SELECT eventSource, eventName, count(*) AS events
FROM shown
WHERE isError
GROUP BY eventSource, eventName
ORDER BY events DESC, eventSource, eventName
LIMIT 20
