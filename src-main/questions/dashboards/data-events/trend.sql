-- place: 1
-- title: Data events
-- chart: time
-- why: Reading of many objects shows as a peak.
-- events: eventCategory=Data
SELECT date_trunc(:unit, eventTime) AS time, count(*) AS events
FROM shown
WHERE eventCategory = 'Data' AND eventTime IS NOT NULL
GROUP BY 1
ORDER BY 1
