-- place: 6
-- title: Principals
-- chart: bars
-- why: Who is behind most of the events.
-- events: all
SELECT userIdentityArn, count(*) AS events
FROM shown
GROUP BY userIdentityArn
ORDER BY events DESC, userIdentityArn
LIMIT 20
