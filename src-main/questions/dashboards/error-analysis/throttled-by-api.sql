-- place: 6
-- title: Throttled calls by API
-- chart: bars
-- why: Scripts and scanners call faster than AWS allows.
-- events: errorCode~Throttl,RequestLimitExceeded,TooManyRequests,SlowDown
SELECT eventSource, eventName, count(*) AS events
FROM shown
WHERE (errorCode LIKE '%Throttl%' OR errorCode LIKE '%RequestLimitExceeded%' OR errorCode LIKE '%TooManyRequests%'
  OR errorCode LIKE '%SlowDown%')
GROUP BY eventSource, eventName
ORDER BY events DESC, eventSource, eventName
LIMIT 20
