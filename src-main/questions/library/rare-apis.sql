-- group: time
-- place: 6
-- title: APIs called once or twice
-- question: Which changes were made by an API that is hardly ever called?
-- why: What is rare is either new or an accident.
-- parameters: none
-- next: calls-of-principal, top-apis
-- columns: eventSource, eventName, events, firstSeen, principal, eventID
SELECT eventSource, eventName, count(*) AS events, min(eventTime) AS firstSeen, min(userIdentityArn) AS principal,
  min(eventID) AS eventID
FROM events
WHERE NOT coalesce(readOnly, FALSE)
GROUP BY 1, 2
HAVING count(*) <= 2
ORDER BY firstSeen, eventSource, eventName
