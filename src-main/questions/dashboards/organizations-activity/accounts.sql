-- place: 6
-- title: Most active accounts
-- chart: bars
-- why: Where things happen.
-- events: all
SELECT recipientAccountId, count(*) AS events
FROM shown
GROUP BY recipientAccountId
ORDER BY events DESC, recipientAccountId
LIMIT 20
