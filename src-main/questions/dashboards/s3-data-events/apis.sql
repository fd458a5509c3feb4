-- place: 4
-- title: APIs
-- chart: bars
-- why: What is done with objects.
-- events: eventCategory=Data eventSource=s3.amazonaws.com
SELECT eventName, count(*) AS events
FROM shown
WHERE eventCategory = 'Data' AND eventSource = 's3.amazonaws.com'
GROUP BY eventName
ORDER BY events DESC, eventName
LIMIT 20
