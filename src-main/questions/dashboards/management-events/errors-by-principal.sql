-- place: 2
-- title: Errors by principal
-- chart: bars
-- why: Many errors are a broken deployment, or somebody who guesses.
-- events: eventCategory=Management isError=true
SELECT userIdentityArn, count(*) AS events
FROM shown
WHERE eventCategory = 'Management' AND isError
GROUP BY userIdentityArn
ORDER BY events DESC, userIdentityArn
LIMIT 20
