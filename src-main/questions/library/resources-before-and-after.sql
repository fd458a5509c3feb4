-- group: integrity
-- place: 7
-- title: Resources before and after
-- question: What was a resource before a change that AWS Config recorded, and who changed it?
-- why: AWS Config names the events of a change, or none. What happened shortly before its time may then be the cause.
-- parameters: none
-- next: destructive-calls
-- columns: time, resourceType, resourceId, status, was, became, eventName, userIdentityArn, eventID
SELECT now.configurationItemCaptureTime AS time, now.resourceType, now.resourceId,
  now.configurationItemStatus AS status, before.configuration AS was, now.configuration AS became,
  e.eventName, e.userIdentityArn, e.eventID
FROM config_items AS now
LEFT JOIN config_items AS before ON before.id = now.previous
LEFT JOIN UNNEST(CAST(json_parse(now.relatedEvents) AS array(varchar))) AS related(eventID) ON TRUE
LEFT JOIN events AS e ON e.eventID = related.eventID
WHERE now.snapshotId IS NULL
ORDER BY now.id, e.eventID
