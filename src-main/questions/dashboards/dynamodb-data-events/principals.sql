-- place: 3
-- title: Principals
-- chart: bars
-- why: Who reads and writes tables.
-- events: eventCategory=Data eventSource=dynamodb.amazonaws.com
SELECT userIdentityArn, count(*) AS events
FROM shown
WHERE eventCategory = 'Data' AND eventSource = 'dynamodb.amazonaws.com'
GROUP BY userIdentityArn
ORDER BY events DESC, userIdentityArn
LIMIT 20
