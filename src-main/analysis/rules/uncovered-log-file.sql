-- id: uncovered-log-file
-- title: Events from log files that no digest lists
-- severity: medium
-- technique: T1565.001
-- why: Nothing shows that CloudTrail wrote these files: one that was planted looks the same. Says nothing when no log
--   file of the case is verified, as then no file can be told from another.
-- benign: Files delivered after the newest digest or before the oldest, or while log file validation was off; digests
--   that were not downloaded.
-- next: The files in Integrity, and whether digests of those hours are at hand.
-- from: AWS CloudTrail user guide, "Validating CloudTrail log file integrity"
SELECT 'account ' || coalesce(recipientAccountId, 'not named') AS subject,
  count(*) AS events,
  min(eventTime) AS firstSeen,
  max(eventTime) AS lastSeen,
  counted(count(*), 'event') || ' of account ' || coalesce(recipientAccountId, 'not named') || ' in '
    || counted(count(DISTINCT fileId), 'log file') || ' that no digest lists: ' || listed(json_group_array(file))
    || '.' AS sentence,
  'logVerdict=uncovered ' || filter_is('recipientAccountId', recipientAccountId) AS filter
FROM events
WHERE logVerdict = 'uncovered'
  -- Digests list log files alone: records in another form are in none.
  AND fileId IN (SELECT id FROM files WHERE kind <> 'records')
  AND EXISTS (SELECT 1 FROM files WHERE verdict = 'uncovered')
  AND EXISTS (SELECT 1 FROM files WHERE kind = 'log' AND verdict = 'verified')
GROUP BY recipientAccountId
