-- place: 1
-- title: APIs of IAM and STS
-- chart: bars
-- why: Creating keys and roles is rarer than reading them.
-- events: eventSource=iam.amazonaws.com,sts.amazonaws.com
SELECT eventName, count(*) AS events
FROM shown
WHERE eventSource IN ('iam.amazonaws.com', 'sts.amazonaws.com')
GROUP BY eventName
ORDER BY events DESC, eventName
LIMIT 20
