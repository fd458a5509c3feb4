-- group: bedrock
-- place: 3
-- title: Agents and knowledge bases
-- question: Who made or invoked agents, and who asked knowledge bases?
-- why: An agent acts with the rights of its role; a knowledge base answers with the data in it.
-- parameters: none
-- next: models-invoked, rights-given
-- columns: userIdentityArn, eventName, events, errors, firstSeen, lastSeen
SELECT userIdentityArn, eventName, count(*) AS events, count(*) FILTER (WHERE isError) AS errors,
  min(eventTime) AS firstSeen, max(eventTime) AS lastSeen
FROM events
WHERE eventSource LIKE 'bedrock%' AND regexp_like(eventName, 'Agent|KnowledgeBase|Retrieve|Flow')
GROUP BY 1, 2
ORDER BY events DESC, userIdentityArn, eventName
