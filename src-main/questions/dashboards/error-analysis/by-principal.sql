-- place: 7
-- title: Principals with errors
-- chart: bars
-- why: Many errors are a broken deployment, or somebody who guesses.
-- events: isError=true
SELECT userIdentityArn, count(*) AS events
FROM shown
WHERE isError
GROUP BY userIdentityArn
ORDER BY events DESC, userIdentityArn
LIMIT 20
