-- place: 6
-- title: Addresses
-- chart: bars
-- why: From where identities are administered.
-- events: eventSource=iam.amazonaws.com,sts.amazonaws.com
SELECT sourceIPAddress, count(*) AS events
FROM shown
WHERE eventSource IN ('iam.amazonaws.com', 'sts.amazonaws.com')
GROUP BY sourceIPAddress
ORDER BY events DESC, sourceIPAddress
LIMIT 20
