-- place: 2
-- title: Principals who call IAM and STS
-- chart: bars
-- why: Identities are administered by few.
-- events: eventSource=iam.amazonaws.com,sts.amazonaws.com
SELECT userIdentityArn, count(*) AS events
FROM shown
WHERE eventSource IN ('iam.amazonaws.com', 'sts.amazonaws.com')
GROUP BY userIdentityArn
ORDER BY events DESC, userIdentityArn
LIMIT 20
