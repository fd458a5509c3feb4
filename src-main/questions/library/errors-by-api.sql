-- place: 2
-- title: What failed
-- question: Which API calls failed, with which error, how often, for how many principals?
-- columns: eventSource, eventName, error, errors, principals, firstSeen, lastSeen
SELECT eventSource, eventName, coalesce(errorCode, errorMessage, signInResult, consoleLogin) AS error,
  count(*) AS errors,
  count(DISTINCT userIdentityArn) AS principals,
  min(eventTime) AS firstSeen,
  max(eventTime) AS lastSeen
FROM events
WHERE isError
GROUP BY eventSource, eventName, error
ORDER BY errors DESC, eventSource, eventName, error
LIMIT 200
