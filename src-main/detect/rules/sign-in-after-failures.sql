-- id: sign-in-after-failures
-- title: Sign-in after many failures
-- severity: high
-- why: Five or more failures and then a success within a day is what a guessed password looks like.
-- benign: A user who forgot the password and found it.
-- from: MITRE ATT&CK T1110.001 (Password Guessing)
WITH attempts AS (
  SELECT userName, eventTimeMs, consoleLogin = 'Success' AS succeeded
  FROM events
  WHERE eventName = 'ConsoleLogin' AND userName IS NOT NULL AND consoleLogin IS NOT NULL AND eventTimeMs IS NOT NULL
), successes AS (
  SELECT s.userName, s.eventTimeMs AS at,
    (SELECT min(f.eventTimeMs) FROM attempts f WHERE f.userName = s.userName AND NOT f.succeeded
      AND f.eventTimeMs <= s.eventTimeMs AND f.eventTimeMs > s.eventTimeMs - 86400000) AS since,
    (SELECT count(*) FROM attempts f WHERE f.userName = s.userName AND NOT f.succeeded
      AND f.eventTimeMs <= s.eventTimeMs AND f.eventTimeMs > s.eventTimeMs - 86400000) AS failures
  FROM attempts s
  WHERE s.succeeded
), worst AS (
  SELECT userName, at, since, failures, row_number() OVER (PARTITION BY userName ORDER BY failures DESC, at) AS place
  FROM successes
  WHERE failures >= 5
)
SELECT worst.userName AS subject,
  count(*) AS events,
  min(e.eventTime) AS firstSeen,
  max(e.eventTime) AS lastSeen,
  worst.userName || ' signed in at ' || utc(at) || ' after ' || counted(failures, 'failed attempt')
    || ' since ' || utc(since) || '.' AS sentence,
  time_filter(since, at) || ' eventName=ConsoleLogin consoleLogin=* ' || filter_is('userName', worst.userName) AS filter
FROM worst
JOIN events e ON e.userName = worst.userName AND e.eventTimeMs BETWEEN since AND at
WHERE e.eventName = 'ConsoleLogin' AND e.consoleLogin IS NOT NULL AND worst.place = 1
GROUP BY worst.userName
