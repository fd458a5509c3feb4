-- place: 1
-- title: Errors by service
-- chart: bars
-- why: Which service refuses most.
-- events: isError=true
SELECT eventSource, count(*) AS events
FROM shown
WHERE isError
GROUP BY eventSource
ORDER BY events DESC, eventSource
LIMIT 20
