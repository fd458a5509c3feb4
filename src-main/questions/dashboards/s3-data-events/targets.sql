-- place: 3
-- title: Objects
-- chart: bars
-- why: Which objects are used most.
-- events: eventCategory=Data eventSource=s3.amazonaws.com
SELECT target, count(*) AS events
FROM shown
WHERE eventCategory = 'Data' AND eventSource = 's3.amazonaws.com'
GROUP BY target
ORDER BY events DESC, target
LIMIT 20
