-- place: 3
-- title: Services used by all accounts
-- chart: bars
-- why: What the organization does.
-- events: all
SELECT eventSource, count(*) AS events
FROM shown
GROUP BY eventSource
ORDER BY events DESC, eventSource
LIMIT 20
