-- group: identity
-- place: 9
-- title: New keys and their first use
-- question: Which access keys were made, and when, where and by whom were they first used?
-- why: A key that is used minutes after it was made, from another address than it was made from, is the pattern of
--   persistence.
-- parameters: none
-- next: key-uses, users-created
-- columns: accessKeyId, madeAt, madeBy, madeFrom, firstUse, uses, addresses
WITH made AS (
  SELECT issuedAccessKeyId AS accessKeyId, eventTime AS madeAt, userIdentityArn AS madeBy, sourceIPAddress AS madeFrom
  FROM events
  WHERE eventName = 'CreateAccessKey' AND issuedAccessKeyId IS NOT NULL
)
SELECT made.accessKeyId, made.madeAt, made.madeBy, made.madeFrom,
  min(used.eventTime) AS firstUse,
  count(used.eventID) AS uses,
  count(DISTINCT used.sourceIPAddress) AS addresses
FROM made
LEFT JOIN events AS used ON used.accessKeyId = made.accessKeyId
GROUP BY 1, 2, 3, 4
ORDER BY made.madeAt, made.accessKeyId
