-- place: 9
-- title: Security groups opened to all addresses
-- chart: table
-- why: 0.0.0.0/0 and ::/0 are every address; scanners find an open port within minutes.
-- events: eventName=AuthorizeSecurityGroupIngress,ModifySecurityGroupRules requestParameters~"0.0.0.0/0","::/0"
SELECT max(eventTime) AS lastSeen, eventName, userIdentityArn, sourceIPAddress, count(*) AS events
FROM shown
WHERE eventName IN ('AuthorizeSecurityGroupIngress', 'ModifySecurityGroupRules')
  AND (requestParameters LIKE '%0.0.0.0/0%' OR requestParameters LIKE '%::/0%')
GROUP BY eventName, userIdentityArn, sourceIPAddress
ORDER BY lastSeen DESC, eventName, userIdentityArn, sourceIPAddress
LIMIT 50
