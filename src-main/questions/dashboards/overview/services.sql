-- place: 4
-- title: Services
-- chart: bars
-- why: What the accounts do all day, and what they rarely do.
-- events: all
SELECT eventSource, count(*) AS events
FROM shown
GROUP BY eventSource
ORDER BY events DESC, eventSource
LIMIT 20
