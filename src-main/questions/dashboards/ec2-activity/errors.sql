-- place: 3
-- title: Errors
-- chart: bars
-- why: Client.DryRunOperation is a call that would have succeeded.
-- events: eventSource=ec2.amazonaws.com errorCode=*
SELECT errorCode, count(*) AS events
FROM shown
WHERE eventSource = 'ec2.amazonaws.com' AND errorCode IS NOT NULL
GROUP BY errorCode
ORDER BY events DESC, errorCode
LIMIT 20
