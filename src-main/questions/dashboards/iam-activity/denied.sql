-- place: 5
-- title: Denied calls by API
-- chart: bars
-- why: What was refused most often.
-- events: eventSource=iam.amazonaws.com,sts.amazonaws.com (errorCode~AccessDenied OR errorCode~Unauthorized)
SELECT eventName, count(*) AS events
FROM shown
WHERE eventSource IN ('iam.amazonaws.com', 'sts.amazonaws.com') AND (errorCode LIKE '%AccessDenied%'
  OR errorCode LIKE '%Unauthorized%')
GROUP BY eventName
ORDER BY events DESC, eventName
LIMIT 20
