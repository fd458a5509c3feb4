-- group: cost
-- place: 4
-- title: Services by first use
-- question: When was each service first used, and by whom?
-- why: SES, SageMaker, Bedrock or Lightsail that appear overnight send spam, mine or rent models on your bill.
-- parameters: none
-- next: models-invoked, regions-used
-- columns: eventSource, firstSeen, lastSeen, events, firstUser, principals
SELECT eventSource, min(eventTime) AS firstSeen, max(eventTime) AS lastSeen, count(*) AS events,
  min_by(userIdentityArn, eventTime) FILTER (WHERE userIdentityArn IS NOT NULL) AS firstUser, count(DISTINCT userIdentityArn) AS principals
FROM events
GROUP BY 1
ORDER BY firstSeen DESC, eventSource
