-- group: sessions
-- place: 2
-- title: Failed console sign-ins
-- question: From which addresses did sign-ins fail, and did one succeed there?
-- why: Many failures of many names from one address is guessing (ATT&CK T1110). A success among them ends the
--   question.
-- parameters: none
-- next: console-logins, calls-from-address
-- columns: sourceIPAddress, failures, successes, names, firstSeen, lastSeen
SELECT sourceIPAddress,
  count(*) FILTER (WHERE consoleLogin = 'Failure') AS failures,
  count(*) FILTER (WHERE consoleLogin = 'Success') AS successes,
  count(DISTINCT userName) AS names,
  min(eventTime) AS firstSeen, max(eventTime) AS lastSeen
FROM events
WHERE eventName = 'ConsoleLogin'
GROUP BY 1
HAVING count(*) FILTER (WHERE consoleLogin = 'Failure') > 0
ORDER BY failures DESC, sourceIPAddress
