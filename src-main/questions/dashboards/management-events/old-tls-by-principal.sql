-- place: 6
-- title: Outdated TLS by principal
-- chart: table
-- why: Clients that must be replaced.
-- events: eventCategory=Management tlsVersion=TLSv1,TLSv1.1,SSLv3
SELECT userIdentityArn, tlsVersion, count(*) AS events
FROM shown
WHERE eventCategory = 'Management' AND tlsVersion IN ('TLSv1', 'TLSv1.1', 'SSLv3')
GROUP BY userIdentityArn, tlsVersion
ORDER BY events DESC, userIdentityArn, tlsVersion
LIMIT 50
