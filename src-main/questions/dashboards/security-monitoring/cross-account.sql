-- place: 6
-- title: Calls from other accounts
-- chart: table
-- why: An account that nobody knows here is the question to ask.
-- events: all
SELECT userIdentityAccountId, recipientAccountId, count(*) AS events
FROM shown
WHERE userIdentityAccountId <> recipientAccountId
GROUP BY 1, 2
ORDER BY events DESC, userIdentityAccountId, recipientAccountId
LIMIT 50
