-- place: 4
-- title: Accounts that use a service
-- chart: bars
-- why: A service that one account uses is the exception.
-- events: all
SELECT eventSource, count(DISTINCT recipientAccountId) AS accounts, count(*) AS events
FROM shown
GROUP BY eventSource
ORDER BY accounts DESC, events DESC, eventSource
LIMIT 20
