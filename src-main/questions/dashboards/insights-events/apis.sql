-- place: 5
-- title: APIs
-- chart: bars
-- why: Which calls were unusual.
-- events: eventCategory=Insight insightState=Start
SELECT insightEventSource, insightEventName, count(*) AS events
FROM shown
WHERE eventCategory = 'Insight' AND insightState = 'Start'
GROUP BY insightEventSource, insightEventName
ORDER BY events DESC, insightEventSource, insightEventName
LIMIT 20
