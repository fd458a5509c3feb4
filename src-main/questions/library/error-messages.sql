-- group: errors
-- place: 3
-- title: Messages of errors
-- question: What do errors say?
-- why: A message names the action, the resource and often the policy that denied it.
-- parameters: none
-- next: errors-by-api
-- columns: errorCode, errorMessage, events, principals
SELECT errorCode, errorMessage, count(*) AS events, count(DISTINCT userIdentityArn) AS principals
FROM events
WHERE isError
GROUP BY 1, 2
ORDER BY events DESC, errorCode, errorMessage
LIMIT 200
