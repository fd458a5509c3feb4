-- place: 7
-- title: Throttled calls by API
-- chart: bars
-- why: What is called faster than the table allows.
-- events: eventCategory=Data eventSource=dynamodb.amazonaws.com
--   errorCode~Throttl,RequestLimitExceeded,TooManyRequests,SlowDown
SELECT eventName, count(*) AS events
FROM shown
WHERE eventCategory = 'Data' AND eventSource = 'dynamodb.amazonaws.com' AND (errorCode LIKE '%Throttl%'
  OR errorCode LIKE '%RequestLimitExceeded%' OR errorCode LIKE '%TooManyRequests%' OR errorCode LIKE '%SlowDown%')
GROUP BY eventName
ORDER BY events DESC, eventName
LIMIT 20
