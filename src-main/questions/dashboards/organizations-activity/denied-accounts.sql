-- place: 8
-- title: Accounts with most denied calls
-- chart: bars
-- why: Where somebody tries.
-- events: (errorCode~AccessDenied OR errorCode~Unauthorized)
SELECT recipientAccountId, count(*) AS events
FROM shown
WHERE (errorCode LIKE '%AccessDenied%' OR errorCode LIKE '%Unauthorized%')
GROUP BY recipientAccountId
ORDER BY events DESC, recipientAccountId
LIMIT 20
