-- id: data-copied-to-others
-- title: Snapshot or image shared
-- severity: medium
-- why: A shared snapshot is read from another account, where this trail does not look.
-- benign: Images and backups shared between accounts of one owner.
WITH watched(name) AS (VALUES
  ('ModifySnapshotAttribute'), ('ModifyImageAttribute'), ('ModifyDBSnapshotAttribute'),
  ('ModifyDBClusterSnapshotAttribute')
)
SELECT principal_name(userIdentityArn, userName, invokedBy) AS subject,
  count(*) AS events,
  min(eventTimeMs) AS firstSeen,
  max(eventTimeMs) AS lastSeen,
  principal_name(userIdentityArn, userName, invokedBy) || ' changed who may use snapshots or images with ' || counted(count(*), 'call')
    || failed(count(errorCode)) || ': ' || group_concat(DISTINCT eventName ORDER BY eventName) || '.' AS sentence,
  'eventName=' || (SELECT group_concat(name) FROM watched) || ' '
    || principal_filter(userIdentityArn, userName, invokedBy) AS filter
FROM events
WHERE eventName IN (SELECT name FROM watched)
GROUP BY principal_filter(userIdentityArn, userName, invokedBy)
