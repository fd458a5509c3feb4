-- place: 3
-- title: APIs that create
-- chart: bars
-- why: What is made.
-- events: eventName=Create*,Run*,Put* isError=false
SELECT eventSource, eventName, count(*) AS events
FROM shown
WHERE (eventName LIKE 'Create%' OR eventName LIKE 'Run%' OR eventName LIKE 'Put%') AND NOT isError
GROUP BY eventSource, eventName
ORDER BY events DESC, eventSource, eventName
LIMIT 20
