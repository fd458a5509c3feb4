-- place: 5
-- title: Destructive calls
-- chart: table
-- why: What was deleted, stopped or taken away, the latest first.
-- events: eventName=Delete*,Terminate*,Disable*,Detach*,Deregister*,Remove*,Revoke*,Purge*,Stop* readOnly!=true
SELECT max(eventTime) AS lastSeen, eventName, userIdentityArn, sourceIPAddress, count(*) AS events,
  count(*) FILTER (WHERE isError) AS errors
FROM shown
WHERE (eventName LIKE 'Delete%' OR eventName LIKE 'Terminate%' OR eventName LIKE 'Disable%'
  OR eventName LIKE 'Detach%' OR eventName LIKE 'Deregister%' OR eventName LIKE 'Remove%' OR eventName LIKE 'Revoke%'
  OR eventName LIKE 'Purge%' OR eventName LIKE 'Stop%') AND (readOnly = FALSE OR readOnly IS NULL)
GROUP BY eventName, userIdentityArn, sourceIPAddress
ORDER BY lastSeen DESC, eventName, userIdentityArn, sourceIPAddress
LIMIT 50
