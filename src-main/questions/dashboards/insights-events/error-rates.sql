-- place: 4
-- title: Unusual rates of errors by service
-- chart: bars
-- why: What failed unusually often.
-- events: eventCategory=Insight insightState=Start insightType=ApiErrorRateInsight
SELECT insightEventSource, count(*) AS events
FROM shown
WHERE eventCategory = 'Insight' AND insightState = 'Start' AND insightType = 'ApiErrorRateInsight'
GROUP BY insightEventSource
ORDER BY events DESC, insightEventSource
LIMIT 20
