-- group: discovery
-- place: 4
-- title: Reading by people in the console
-- question: Which console users read what most?
-- why: The console calls many APIs for one click. Its users, not its calls, are worth counting.
-- parameters: none
-- next: console-logins
-- columns: userIdentityArn, eventSource, events, apis, firstSeen, lastSeen
SELECT userIdentityArn, eventSource, count(*) AS events, count(DISTINCT eventName) AS apis,
  min(eventTime) AS firstSeen, max(eventTime) AS lastSeen
FROM events
WHERE sessionCredentialFromConsole OR userAgent LIKE '%console%' OR userAgent = 'AWS Internal'
GROUP BY 1, 2
ORDER BY events DESC, userIdentityArn, eventSource
LIMIT 200
