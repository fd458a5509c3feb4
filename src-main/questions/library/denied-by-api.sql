-- group: access
-- place: 3
-- title: Denied calls by API
-- question: Which APIs were denied, and to how many principals?
-- why: An API that nobody in the account uses and that is denied once is worth more than a thousand denied health
--   checks.
-- parameters: none
-- next: denied-by-principal, error-messages
-- columns: eventSource, eventName, errorCode, denied, principals
SELECT eventSource, eventName, errorCode,
  count(*) AS denied,
  count(DISTINCT userIdentityArn) AS principals
FROM events
WHERE (errorCode LIKE '%AccessDenied%' OR errorCode LIKE '%Unauthorized%')
GROUP BY 1, 2, 3
ORDER BY denied DESC, eventSource, eventName, errorCode
