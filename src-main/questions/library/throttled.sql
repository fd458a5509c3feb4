-- group: errors
-- place: 4
-- title: Throttled calls
-- question: Which calls were throttled, of whom?
-- why: Enumeration runs into limits; so does a script in an endless loop.
-- parameters: none
-- next: discovery-burst, errors-by-principal
-- columns: eventSource, eventName, userIdentityArn, events, firstSeen, lastSeen
SELECT eventSource, eventName, userIdentityArn, count(*) AS events, min(eventTime) AS firstSeen,
  max(eventTime) AS lastSeen
FROM events
WHERE regexp_like(errorCode, 'Throttl|RequestLimitExceeded|TooManyRequests|SlowDown|RateExceeded|LimitExceeded')
GROUP BY 1, 2, 3
ORDER BY events DESC, eventSource, eventName, userIdentityArn
