-- group: integrity
-- place: 1
-- title: Events by verdict
-- question: How many events lie in log files that are proven, and how many in others?
-- why: What is shown rests on it. Only verified log files are proven by hash and signature.
-- parameters: none
-- next: absences, files-not-proven
-- columns: logVerdict, events, files, firstSeen, lastSeen
SELECT logVerdict, count(*) AS events, count(DISTINCT file) AS files, min(eventTime) AS firstSeen,
  max(eventTime) AS lastSeen
FROM events
GROUP BY 1
ORDER BY events DESC, logVerdict
