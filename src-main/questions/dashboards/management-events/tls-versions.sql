-- place: 5
-- title: TLS versions
-- chart: bars
-- why: AWS refuses TLS 1.0 and 1.1 by now; older trails have them.
-- events: eventCategory=Management
SELECT tlsVersion, count(*) AS events
FROM shown
WHERE eventCategory = 'Management'
GROUP BY tlsVersion
ORDER BY events DESC, tlsVersion
LIMIT 20
