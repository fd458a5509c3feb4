-- place: 6
-- title: Principals who were throttled
-- chart: bars
-- why: Who calls faster than AWS allows.
-- events: eventCategory=Data eventSource=lambda.amazonaws.com
--   errorCode~Throttl,RequestLimitExceeded,TooManyRequests,SlowDown
SELECT userIdentityArn, count(*) AS events
FROM shown
WHERE eventCategory = 'Data' AND eventSource = 'lambda.amazonaws.com' AND (errorCode LIKE '%Throttl%'
  OR errorCode LIKE '%RequestLimitExceeded%' OR errorCode LIKE '%TooManyRequests%' OR errorCode LIKE '%SlowDown%')
GROUP BY userIdentityArn
ORDER BY events DESC, userIdentityArn
LIMIT 20
