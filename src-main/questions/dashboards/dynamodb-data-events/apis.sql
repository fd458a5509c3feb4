-- place: 4
-- title: APIs
-- chart: bars
-- why: Scan reads a table whole.
-- events: eventCategory=Data eventSource=dynamodb.amazonaws.com
SELECT eventName, count(*) AS events
FROM shown
WHERE eventCategory = 'Data' AND eventSource = 'dynamodb.amazonaws.com'
GROUP BY eventName
ORDER BY events DESC, eventName
LIMIT 20
