-- place: 11
-- title: How far the events are proven
-- question: How many events lie in log files of each integrity verdict?
-- columns: logVerdict, files, events, firstSeen, lastSeen

-- Only log files that hold events are counted; the panel Integrity lists missing ones. A file that was not judged has
-- no verdict: NULL.
SELECT logVerdict,
  count(DISTINCT fileId) AS files,
  count(*) AS events,
  min(eventTime) AS firstSeen,
  max(eventTime) AS lastSeen
FROM events
GROUP BY 1
ORDER BY events DESC
