-- place: 5
-- title: Throttled calls by API
-- chart: bars
-- why: Scripts call faster than AWS allows.
-- events: eventCategory=Data errorCode~Throttl,RequestLimitExceeded,TooManyRequests,SlowDown
SELECT eventSource, eventName, count(*) AS events
FROM shown
WHERE eventCategory = 'Data' AND (errorCode LIKE '%Throttl%' OR errorCode LIKE '%RequestLimitExceeded%'
  OR errorCode LIKE '%TooManyRequests%' OR errorCode LIKE '%SlowDown%')
GROUP BY eventSource, eventName
ORDER BY events DESC, eventSource, eventName
LIMIT 20
