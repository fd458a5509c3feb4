-- place: 6
-- title: Principals
-- chart: bars
-- why: Who reads data.
-- events: eventCategory=Data
SELECT userIdentityArn, count(*) AS events
FROM shown
WHERE eventCategory = 'Data'
GROUP BY userIdentityArn
ORDER BY events DESC, userIdentityArn
LIMIT 20
