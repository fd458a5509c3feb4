-- id: altered-log-file
-- title: Events from an invalid log file
-- severity: high
-- technique: T1565.001
-- why: The file is not the one that CloudTrail delivered: its hash differs from the one in a proven digest. What its
--   events say may be false, and events may be gone from it.
-- benign: A file damaged, or changed by a tool that repacked it, while it was copied.
-- next: The file in Integrity, and the same hours in another copy of the logs.
-- from: AWS CloudTrail user guide, "Validating CloudTrail log file integrity"
SELECT file AS subject,
  count(*) AS events,
  min(eventTime) AS firstSeen,
  max(eventTime) AS lastSeen,
  counted(count(*), 'event') || ' in ' || file || ', whose hash is not the one in the digest: '
    || listed(json_group_array(eventName)) || '.' AS sentence,
  'logVerdict=invalid ' || filter_is('sourceFile', file) AS filter
FROM events
WHERE EXISTS (SELECT 1 FROM files WHERE verdict = 'invalid') AND logVerdict = 'invalid'
GROUP BY file
