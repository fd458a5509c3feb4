-- group: discovery
-- place: 1
-- title: Many different questions in ten minutes
-- question: Who asked the most different read-only APIs within ten minutes?
-- why: Enumeration asks everything once. Consoles and inventory tools do it too: the agent tells them apart (ATT&CK
--   T1526, T1580).
-- parameters: none
-- next: calls-of-principal, denied-by-principal
-- columns: tenMinutes, userIdentityArn, sourceIPAddress, apis, services, regions, events, errors
SELECT date_trunc('hour', eventTime) + INTERVAL '10' MINUTE * (date_diff('minute', date_trunc('hour', eventTime),
  eventTime) / 10) AS tenMinutes,
  userIdentityArn, sourceIPAddress,
  count(DISTINCT eventName) AS apis, count(DISTINCT eventSource) AS services, count(DISTINCT awsRegion) AS regions,
  count(*) AS events, count(*) FILTER (WHERE isError) AS errors
FROM events
WHERE readOnly
GROUP BY 1, 2, 3
HAVING count(DISTINCT eventName) >= 15
ORDER BY apis DESC, tenMinutes, userIdentityArn, sourceIPAddress
LIMIT 100
