-- place: 4
-- title: Functions
-- chart: bars
-- why: Which functions are invoked.
-- events: eventCategory=Data eventSource=lambda.amazonaws.com
SELECT target, count(*) AS events
FROM shown
WHERE eventCategory = 'Data' AND eventSource = 'lambda.amazonaws.com'
GROUP BY target
ORDER BY events DESC, target
LIMIT 20
