-- place: 2
-- title: Principals who create
-- chart: bars
-- why: Who makes resources.
-- events: eventName=Create*,Run*,Put* isError=false
SELECT userIdentityArn, count(*) AS events
FROM shown
WHERE (eventName LIKE 'Create%' OR eventName LIKE 'Run%' OR eventName LIKE 'Put%') AND NOT isError
GROUP BY userIdentityArn
ORDER BY events DESC, userIdentityArn
LIMIT 20
