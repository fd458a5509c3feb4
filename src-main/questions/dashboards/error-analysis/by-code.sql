-- place: 3
-- title: Errors by code
-- chart: bars
-- why: What kind of error it is.
-- events: errorCode=*
SELECT errorCode, count(*) AS events
FROM shown
WHERE errorCode IS NOT NULL
GROUP BY errorCode
ORDER BY events DESC, errorCode
LIMIT 20
