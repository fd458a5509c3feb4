-- place: 2
-- title: Principals
-- chart: bars
-- why: Who reads and writes objects.
-- events: eventCategory=Data eventSource=s3.amazonaws.com
SELECT userIdentityArn, count(*) AS events
FROM shown
WHERE eventCategory = 'Data' AND eventSource = 's3.amazonaws.com'
GROUP BY userIdentityArn
ORDER BY events DESC, userIdentityArn
LIMIT 20
