-- group: access
-- place: 4
-- title: Denied first, allowed later
-- question: Which principal was first denied an API and later allowed to call it?
-- why: Between the two, somebody gave a right. That change is the one to read.
-- parameters: none
-- next: rights-given, policy-changes
-- columns: userIdentityArn, eventSource, eventName, firstDenied, firstAllowed
WITH calls AS (
  SELECT userIdentityArn, eventSource, eventName,
    min(CASE WHEN (errorCode LIKE '%AccessDenied%'
    OR errorCode LIKE '%Unauthorized%') THEN eventTime END) AS firstDenied,
    min(CASE WHEN NOT isError THEN eventTime END) AS firstAllowed
  FROM events
  WHERE userIdentityArn IS NOT NULL
  GROUP BY 1, 2, 3
)
SELECT userIdentityArn, eventSource, eventName, firstDenied, firstAllowed
FROM calls
WHERE firstDenied < firstAllowed
ORDER BY firstAllowed, userIdentityArn, eventName
