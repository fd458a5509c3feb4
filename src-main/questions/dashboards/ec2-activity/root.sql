-- place: 8
-- title: Calls of root
-- chart: table
-- why: Daily work needs no root user.
-- events: eventSource=ec2.amazonaws.com userIdentityType=Root
SELECT max(eventTime) AS lastSeen, eventName, userIdentityArn, sourceIPAddress, count(*) AS events,
  count(*) FILTER (WHERE isError) AS errors
FROM shown
WHERE eventSource = 'ec2.amazonaws.com' AND userIdentityType = 'Root'
GROUP BY eventName, userIdentityArn, sourceIPAddress
ORDER BY lastSeen DESC, eventName, userIdentityArn, sourceIPAddress
LIMIT 50
