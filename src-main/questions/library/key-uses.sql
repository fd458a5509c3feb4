-- group: sessions
-- place: 9
-- title: All uses of one access key
-- question: Where was this access key used, from when to when, on which APIs?
-- why: For a key that was found in a repository or in a finding: the whole of what was done with it.
-- parameters: accessKeyId accessKeyId ASIA6I4ECVDYBEXAMPLE
-- next: calls-from-address, session-of-key
-- columns: sourceIPAddress, userAgent, eventSource, eventName, events, errors, firstSeen, lastSeen
SELECT sourceIPAddress, userAgent, eventSource, eventName,
  count(*) AS events,
  count(*) FILTER (WHERE isError) AS errors,
  min(eventTime) AS firstSeen, max(eventTime) AS lastSeen
FROM events
WHERE accessKeyId = :accessKeyId
GROUP BY 1, 2, 3, 4
ORDER BY firstSeen, eventSource, eventName, sourceIPAddress, userAgent
