-- place: 5
-- title: Errors
-- chart: bars
-- why: What kind of error it is.
-- events: eventCategory=Data eventSource=lambda.amazonaws.com errorCode=*
SELECT errorCode, count(*) AS events
FROM shown
WHERE eventCategory = 'Data' AND eventSource = 'lambda.amazonaws.com' AND errorCode IS NOT NULL
GROUP BY errorCode
ORDER BY events DESC, errorCode
LIMIT 20
