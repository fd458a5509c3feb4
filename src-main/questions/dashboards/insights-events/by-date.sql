-- place: 2
-- title: Insights over time
-- chart: time
-- why: When something was unusual.
-- events: eventCategory=Insight insightState=Start
SELECT date_trunc(:unit, eventTime) AS time, insightType, count(*) AS events
FROM shown
WHERE eventCategory = 'Insight' AND insightState = 'Start' AND eventTime IS NOT NULL
GROUP BY 1, 2
ORDER BY 1, 2
