-- id: sign-in-after-failures
-- title: Sign-in after many failures
-- severity: high
-- technique: T1110.001
-- why: Five or more failures and then a success within a day is what a guessed password looks like.
-- benign: A user who forgot the password and found it.
-- next: What the session did after the sign-in.
-- from: MITRE ATT&CK T1110.001 (Password Guessing)
WITH attempts AS (
  SELECT userName, recipientAccountId AS account, eventTimeMs, consoleLogin = 'Success' AS succeeded
  FROM events
  WHERE eventName = 'ConsoleLogin' AND userName IS NOT NULL AND consoleLogin IS NOT NULL AND eventTimeMs IS NOT NULL
), successes AS (
  SELECT s.userName, s.account, s.eventTimeMs AS at, min(f.eventTimeMs) AS since, count(*) AS failures
  FROM attempts s
  JOIN attempts f ON f.userName = s.userName AND f.account IS s.account
    AND f.eventTimeMs <= s.eventTimeMs AND f.eventTimeMs > s.eventTimeMs - 86400000
  WHERE s.succeeded AND NOT f.succeeded
  GROUP BY s.userName, s.account, s.eventTimeMs
  HAVING failures >= 5
), worst AS (
  SELECT *, row_number() OVER (PARTITION BY userName, account ORDER BY failures DESC, at) AS place FROM successes
)
SELECT worst.userName || ' of account ' || coalesce(account, 'not named') AS subject,
  count(*) AS events,
  min(e.eventTime) AS firstSeen,
  max(e.eventTime) AS lastSeen,
  worst.userName || ' of account ' || coalesce(account, 'not named') || ' signed in at ' || utc(at) || ' after '
    || counted(failures, 'failed attempt') || ' since ' || utc(since) || '.' AS sentence,
  time_filter(since, at) || ' eventName=ConsoleLogin consoleLogin=* ' || filter_is('recipientAccountId', account) || ' '
    || filter_is('userName', worst.userName) AS filter
FROM worst
JOIN events e ON e.userName = worst.userName AND e.recipientAccountId IS account
  AND e.eventTimeMs BETWEEN since AND at
WHERE e.eventName = 'ConsoleLogin' AND e.consoleLogin IS NOT NULL AND place = 1
GROUP BY worst.userName, account
