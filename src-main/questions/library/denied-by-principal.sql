-- group: access
-- place: 2
-- title: Denied calls by principal
-- question: Who was denied, how often, and on how many different APIs?
-- why: Stolen keys are tried out: many different APIs are denied within a short time. A broken deployment is denied
--   on few.
-- parameters: none
-- next: denied-by-api, denied-then-allowed, calls-of-principal
-- columns: userIdentityArn, sourceIPAddress, denied, apis, firstSeen, lastSeen
SELECT userIdentityArn, sourceIPAddress,
  count(*) AS denied,
  count(DISTINCT eventName) AS apis,
  min(eventTime) AS firstSeen, max(eventTime) AS lastSeen
FROM events
WHERE (errorCode LIKE '%AccessDenied%' OR errorCode LIKE '%Unauthorized%')
GROUP BY 1, 2
ORDER BY denied DESC, userIdentityArn, sourceIPAddress
LIMIT 100
