-- place: 5
-- title: Principals who launch instances
-- chart: bars
-- why: Few people and pipelines do.
-- events: eventSource=ec2.amazonaws.com eventName=RunInstances
SELECT userIdentityArn, count(*) AS events
FROM shown
WHERE eventSource = 'ec2.amazonaws.com' AND eventName = 'RunInstances'
GROUP BY userIdentityArn
ORDER BY events DESC, userIdentityArn
LIMIT 20
