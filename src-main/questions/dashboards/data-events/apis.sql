-- place: 3
-- title: APIs
-- chart: bars
-- why: What is read and written.
-- events: eventCategory=Data
SELECT eventSource, eventName, count(*) AS events
FROM shown
WHERE eventCategory = 'Data'
GROUP BY eventSource, eventName
ORDER BY events DESC, eventSource, eventName
LIMIT 20
