-- group: data
-- place: 8
-- title: Databases changed
-- question: Who made databases public, changed passwords or deleted them?
-- why: RDS: publiclyAccessible and a new master password are a way in; deletion without a final snapshot is a loss.
-- parameters: none
-- next: shared-outside, destructive-calls
-- columns: eventTime, eventName, userIdentityArn, database, publiclyAccessible, errorCode, eventID
SELECT eventTime, eventName, userIdentityArn,
  json_extract_scalar(requestParameters, '$.dBInstanceIdentifier') AS database,
  json_extract_scalar(requestParameters, '$.publiclyAccessible') AS publiclyAccessible, errorCode, eventID
FROM events
WHERE eventSource = 'rds.amazonaws.com' AND NOT coalesce(readOnly, FALSE)
ORDER BY eventTime, eventID
