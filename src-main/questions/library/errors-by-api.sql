-- group: errors
-- place: 1
-- title: Errors by API
-- question: Which APIs fail, with which error, for how many principals?
-- why: Failures are work that somebody meant to do.
-- parameters: none
-- next: error-messages, throttled
-- columns: eventSource, eventName, errorCode, events, principals, firstSeen, lastSeen
SELECT eventSource, eventName, errorCode, count(*) AS events, count(DISTINCT userIdentityArn) AS principals,
  min(eventTime) AS firstSeen, max(eventTime) AS lastSeen
FROM events
WHERE isError
GROUP BY 1, 2, 3
ORDER BY events DESC, eventSource, eventName, errorCode
