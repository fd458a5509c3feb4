-- place: 8
-- title: Calls by principals who may be privileged
-- chart: table
-- why: Root, and whose ARN or session issuer has “admin” in its name: a name is no proof of rights.
-- events: (userIdentityType=Root OR userIdentityArn~dmin OR sessionIssuerArn~dmin)
SELECT userIdentityArn, eventName, count(*) AS events
FROM shown
WHERE (userIdentityType = 'Root' OR userIdentityArn LIKE '%dmin%' OR sessionIssuerArn LIKE '%dmin%')
GROUP BY userIdentityArn, eventName
ORDER BY events DESC, userIdentityArn, eventName
LIMIT 50
