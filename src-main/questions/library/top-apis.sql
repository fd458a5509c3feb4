-- group: time
-- place: 5
-- title: APIs by number of calls
-- question: Which APIs are called most?
-- why: What the account does all day; a rare API stands at the other end.
-- parameters: none
-- next: rare-apis
-- columns: eventSource, eventName, events, principals, errors
SELECT eventSource, eventName, count(*) AS events, count(DISTINCT userIdentityArn) AS principals,
  count(*) FILTER (WHERE isError) AS errors
FROM events
GROUP BY 1, 2
ORDER BY events DESC, eventSource, eventName
LIMIT 200
