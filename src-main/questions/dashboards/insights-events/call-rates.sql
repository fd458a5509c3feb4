-- place: 3
-- title: Unusual rates of calls by service
-- chart: bars
-- why: What was called unusually often.
-- events: eventCategory=Insight insightState=Start insightType=ApiCallRateInsight
SELECT insightEventSource, count(*) AS events
FROM shown
WHERE eventCategory = 'Insight' AND insightState = 'Start' AND insightType = 'ApiCallRateInsight'
GROUP BY insightEventSource
ORDER BY events DESC, insightEventSource
LIMIT 20
