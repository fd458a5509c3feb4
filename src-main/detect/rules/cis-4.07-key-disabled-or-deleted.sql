-- id: cis-4.07-key-disabled-or-deleted
-- title: KMS key disabled or scheduled for deletion (CIS 4.7)
-- severity: high
-- why: Data encrypted with the key cannot be read without it.
-- benign: A key that was replaced and is no longer used.
WITH watched(name) AS (VALUES
  ('DisableKey'), ('ScheduleKeyDeletion')
)
SELECT principal_name(userIdentityArn, userName, invokedBy) AS subject,
  count(*) AS events,
  min(eventTimeMs) AS firstSeen,
  max(eventTimeMs) AS lastSeen,
  principal_name(userIdentityArn, userName, invokedBy) || ' disabled KMS keys or scheduled their deletion with ' || counted(count(*), 'call')
    || failed(count(errorCode)) || ': ' || group_concat(DISTINCT eventName ORDER BY eventName) || '.' AS sentence,
  'eventSource=kms.amazonaws.com eventName=' || (SELECT group_concat(name) FROM watched) || ' '
    || principal_filter(userIdentityArn, userName, invokedBy) AS filter
FROM events
WHERE eventSource = 'kms.amazonaws.com' AND eventName IN (SELECT name FROM watched)
GROUP BY principal_filter(userIdentityArn, userName, invokedBy)
