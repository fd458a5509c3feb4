-- group: time
-- place: 7
-- title: Insights events
-- question: Which unusual rates did CloudTrail Insights record?
-- why: CloudTrail’s own baseline: a rate of calls or errors outside of the usual.
-- parameters: none
-- next: events-per-hour, errors-by-api
-- columns: eventTime, insightState, insightType, insightEventSource, insightEventName, recipientAccountId, awsRegion,
--   eventID
SELECT eventTime, insightState, insightType, insightEventSource, insightEventName, recipientAccountId, awsRegion,
  eventID
FROM events
WHERE eventCategory = 'Insight' OR eventType = 'AwsCloudTrailInsight'
ORDER BY eventTime, eventID
