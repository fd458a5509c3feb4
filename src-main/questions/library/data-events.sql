-- group: data
-- place: 9
-- title: Data events
-- question: Which data events does the trail hold, of which services?
-- why: It says what can be answered: without data events of S3, nobody can say which objects were read.
-- parameters: none
-- next: objects-read, event-categories
-- columns: eventSource, eventName, events, principals, errors, firstSeen, lastSeen
SELECT eventSource, eventName, count(*) AS events, count(DISTINCT userIdentityArn) AS principals,
  count(*) FILTER (WHERE isError) AS errors, min(eventTime) AS firstSeen, max(eventTime) AS lastSeen
FROM events
WHERE eventCategory = 'Data' OR NOT managementEvent
GROUP BY 1, 2
ORDER BY events DESC, eventSource, eventName
