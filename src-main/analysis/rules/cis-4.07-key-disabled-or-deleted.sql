-- id: cis-4.07-key-disabled-or-deleted
-- title: KMS key disabled or scheduled for deletion (CIS 4.7)
-- severity: high
-- why: Data encrypted with the key cannot be read without it.
-- benign: A key that was replaced and is no longer used.
-- from: CIS AWS Foundations Benchmark 4.7
WITH watched(name) AS (VALUES
  ('DisableKey'), ('ScheduleKeyDeletion')
)
SELECT principal(id) AS subject,
  count(*) AS events,
  min(eventTime) AS firstSeen,
  max(eventTime) AS lastSeen,
  principal(id)
    || ' disabled KMS keys or scheduled their deletion with ' || counted(count(*), 'call') || failed(sum(isError))
    || ': ' || listed(json_group_array(eventName)) || '.' AS sentence,
  'eventSource=kms.amazonaws.com eventName=' || (SELECT group_concat(name) FROM watched) || ' '
    || principal_filter(id) AS filter
FROM events
WHERE eventSource = 'kms.amazonaws.com' AND eventName IN (SELECT name FROM watched)
GROUP BY principal_filter(id)
