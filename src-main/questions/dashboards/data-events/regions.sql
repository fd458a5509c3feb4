-- place: 4
-- title: Regions
-- chart: bars
-- why: Where data is read.
-- events: eventCategory=Data
SELECT awsRegion, count(*) AS events
FROM shown
WHERE eventCategory = 'Data'
GROUP BY awsRegion
ORDER BY events DESC, awsRegion
LIMIT 20
