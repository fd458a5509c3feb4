-- place: 4
-- title: APIs that delete
-- chart: bars
-- why: What is deleted.
-- events: eventName=Delete*,Terminate* isError=false
SELECT eventSource, eventName, count(*) AS events
FROM shown
WHERE (eventName LIKE 'Delete%' OR eventName LIKE 'Terminate%') AND NOT isError
GROUP BY eventSource, eventName
ORDER BY events DESC, eventSource, eventName
LIMIT 20
