-- place: 4
-- title: Errors
-- chart: bars
-- why: Many NoSuchEntity may be somebody who guesses names.
-- events: eventSource=iam.amazonaws.com,sts.amazonaws.com errorCode=*
SELECT errorCode, count(*) AS events
FROM shown
WHERE eventSource IN ('iam.amazonaws.com', 'sts.amazonaws.com') AND errorCode IS NOT NULL
GROUP BY errorCode
ORDER BY events DESC, errorCode
LIMIT 20
