-- group: discovery
-- place: 5
-- title: Reading before the first change
-- question: How many read-only calls did each session make before its first change?
-- why: Somebody who knows the account changes at once; somebody who does not looks around first.
-- parameters: none
-- next: discovery-burst, calls-of-principal
-- columns: accessKeyId, principal, firstChange, readsBefore, changes
WITH firsts AS (
  SELECT accessKeyId, min(CASE WHEN NOT readOnly AND NOT isError THEN eventTime END) AS firstChange
  FROM events
  WHERE accessKeyId IS NOT NULL
  GROUP BY 1
)
SELECT e.accessKeyId, min(e.userIdentityArn) AS principal, firsts.firstChange,
  count(*) FILTER (WHERE e.readOnly AND e.eventTime < firsts.firstChange) AS readsBefore,
  count(*) FILTER (WHERE NOT e.readOnly) AS changes
FROM events AS e
JOIN firsts ON firsts.accessKeyId = e.accessKeyId
WHERE firsts.firstChange IS NOT NULL
GROUP BY 1, 3
ORDER BY readsBefore DESC, e.accessKeyId
LIMIT 100
