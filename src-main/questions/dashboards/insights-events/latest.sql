-- place: 6
-- title: Latest Insights
-- chart: table
-- why: What was unusual last.
-- events: eventCategory=Insight
SELECT max(eventTime) AS lastSeen, insightState, insightEventSource, insightEventName, count(*) AS events,
  count(*) FILTER (WHERE isError) AS errors
FROM shown
WHERE eventCategory = 'Insight'
GROUP BY insightState, insightEventSource, insightEventName
ORDER BY lastSeen DESC, insightState, insightEventSource, insightEventName
LIMIT 50
