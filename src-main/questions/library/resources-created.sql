-- group: cost
-- place: 5
-- title: What was created
-- question: Who created what, by service and API?
-- why: The inventory of what an incident left behind, and of what has to be taken down.
-- parameters: none
-- next: destructive-calls, calls-of-principal
-- columns: userIdentityArn, eventSource, eventName, events, errors, firstSeen, lastSeen
SELECT userIdentityArn, eventSource, eventName, count(*) AS events, count(*) FILTER (WHERE isError) AS errors,
  min(eventTime) AS firstSeen, max(eventTime) AS lastSeen
FROM events
WHERE regexp_like(eventName, '^(Create|Run|Allocate|Launch|Import|Register|Request)')
  AND NOT coalesce(readOnly, FALSE)
GROUP BY 1, 2, 3
ORDER BY events DESC, userIdentityArn, eventSource, eventName
