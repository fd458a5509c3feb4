-- group: access
-- place: 7
-- title: What was deleted or stopped
-- question: Who deleted, terminated, disabled or detached what?
-- why: Destruction is what an incident costs. Failed attempts count, too: they show what was meant.
-- parameters: none
-- next: calls-of-principal, buckets-deleted, instances-stopped
-- columns: eventTime, eventSource, eventName, userIdentityArn, sourceIPAddress, errorCode, requestParameters, eventID
SELECT eventTime, eventSource, eventName, userIdentityArn, sourceIPAddress, errorCode, requestParameters, eventID
FROM events
WHERE regexp_like(eventName, '^(Delete|Terminate|Disable|Detach|Deregister|Remove|Revoke|Purge|Destroy|Stop|Schedule[A-Za-z]*Deletion)')
  AND NOT coalesce(readOnly, FALSE)
ORDER BY eventTime, eventID
