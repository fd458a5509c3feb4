-- place: 9
-- title: Roles assumed
-- chart: bars
-- why: Which role is used by many.
-- events: eventName IN (AssumeRole, AssumeRoleWithSAML, AssumeRoleWithWebIdentity)
SELECT requestedRoleArn, count(*) AS events
FROM shown
WHERE eventName IN ('AssumeRole', 'AssumeRoleWithSAML', 'AssumeRoleWithWebIdentity')
GROUP BY requestedRoleArn
ORDER BY events DESC, requestedRoleArn
LIMIT 20
