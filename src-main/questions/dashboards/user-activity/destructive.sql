-- place: 6
-- title: Principals with destructive calls
-- chart: bars
-- why: Who deletes, stops or takes away.
-- events: eventName=Delete*,Terminate*,Disable*,Detach*,Deregister*,Remove*,Revoke*,Purge*,Stop* readOnly!=true
SELECT userIdentityArn, count(*) AS events
FROM shown
WHERE (eventName LIKE 'Delete%' OR eventName LIKE 'Terminate%' OR eventName LIKE 'Disable%'
  OR eventName LIKE 'Detach%' OR eventName LIKE 'Deregister%' OR eventName LIKE 'Remove%' OR eventName LIKE 'Revoke%'
  OR eventName LIKE 'Purge%' OR eventName LIKE 'Stop%') AND (readOnly = FALSE OR readOnly IS NULL)
GROUP BY userIdentityArn
ORDER BY events DESC, userIdentityArn
LIMIT 20
