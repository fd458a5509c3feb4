-- place: 3
-- title: Regions
-- chart: bars
-- why: Activity in a Region that nobody uses may be misuse.
-- events: all
SELECT awsRegion, count(*) AS events
FROM shown
GROUP BY awsRegion
ORDER BY events DESC, awsRegion
LIMIT 20
