-- place: 2
-- title: What failed
-- question: Which API calls failed, with which error, how often, for how many principals?
-- columns: eventSource, eventName, errorCode, errors, principals, firstSeen, lastSeen
SELECT eventSource, eventName, errorCode,
  count(*) AS errors,
  count(DISTINCT userIdentityArn) AS principals,
  min(eventTime) AS firstSeen,
  max(eventTime) AS lastSeen
FROM events
WHERE errorCode IS NOT NULL
GROUP BY eventSource, eventName, errorCode
ORDER BY errors DESC, eventSource, eventName, errorCode
LIMIT 200
