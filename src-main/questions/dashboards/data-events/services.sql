-- place: 2
-- title: Services
-- chart: bars
-- why: Which services the trail records data events of.
-- events: eventCategory=Data
SELECT eventSource, count(*) AS events
FROM shown
WHERE eventCategory = 'Data'
GROUP BY eventSource
ORDER BY events DESC, eventSource
LIMIT 20
