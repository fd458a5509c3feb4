-- place: 5
-- title: APIs used by all accounts
-- chart: bars
-- why: What the organization does, call by call.
-- events: all
SELECT eventSource, eventName, count(*) AS events
FROM shown
GROUP BY eventSource, eventName
ORDER BY events DESC, eventSource, eventName
LIMIT 20
