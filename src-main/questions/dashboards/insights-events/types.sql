-- place: 1
-- title: Types
-- chart: bars
-- why: Unusual rates of calls, and of errors.
-- events: eventCategory=Insight insightState=Start
SELECT insightType, count(*) AS events
FROM shown
WHERE eventCategory = 'Insight' AND insightState = 'Start'
GROUP BY insightType
ORDER BY events DESC, insightType
LIMIT 20
