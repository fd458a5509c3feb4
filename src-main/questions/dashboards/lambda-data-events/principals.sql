-- place: 3
-- title: Principals
-- chart: bars
-- why: Who invokes functions.
-- events: eventCategory=Data eventSource=lambda.amazonaws.com
SELECT userIdentityArn, count(*) AS events
FROM shown
WHERE eventCategory = 'Data' AND eventSource = 'lambda.amazonaws.com'
GROUP BY userIdentityArn
ORDER BY events DESC, userIdentityArn
LIMIT 20
