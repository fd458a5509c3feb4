-- place: 8
-- title: Tables
-- chart: bars
-- why: Which tables are used.
-- events: eventCategory=Data eventSource=dynamodb.amazonaws.com
SELECT target, count(*) AS events
FROM shown
WHERE eventCategory = 'Data' AND eventSource = 'dynamodb.amazonaws.com'
GROUP BY target
ORDER BY events DESC, target
LIMIT 20
