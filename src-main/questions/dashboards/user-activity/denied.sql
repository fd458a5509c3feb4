-- place: 5
-- title: Principals who were denied
-- chart: bars
-- why: Stolen credentials are tried out, and are denied often.
-- events: (errorCode~AccessDenied OR errorCode~Unauthorized)
SELECT userIdentityArn, count(*) AS events
FROM shown
WHERE (errorCode LIKE '%AccessDenied%' OR errorCode LIKE '%Unauthorized%')
GROUP BY userIdentityArn
ORDER BY events DESC, userIdentityArn
LIMIT 20
