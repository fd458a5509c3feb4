-- place: 6
-- title: Changes in the console
-- chart: table
-- why: Work by hand: no template or pipeline describes it.
-- events: readOnly=false sessionCredentialFromConsole=true
SELECT max(eventTime) AS lastSeen, eventName, userIdentityArn, sourceIPAddress, count(*) AS events,
  count(*) FILTER (WHERE isError) AS errors
FROM shown
WHERE (readOnly = FALSE) AND sessionCredentialFromConsole
GROUP BY eventName, userIdentityArn, sourceIPAddress
ORDER BY lastSeen DESC, eventName, userIdentityArn, sourceIPAddress
LIMIT 50
