-- group: network
-- place: 10
-- title: Calls through VPC endpoints
-- question: Which VPC endpoints carry calls, and of which accounts are they?
-- why: A call through an endpoint of an account that is not yours comes out of a foreign network.
-- parameters: none
-- next: cross-account-calls
-- columns: vpcEndpointId, vpcEndpointAccountId, eventSource, events, principals, firstSeen, lastSeen
SELECT vpcEndpointId, vpcEndpointAccountId, eventSource, count(*) AS events,
  count(DISTINCT userIdentityArn) AS principals, min(eventTime) AS firstSeen, max(eventTime) AS lastSeen
FROM events
WHERE vpcEndpointId IS NOT NULL
GROUP BY 1, 2, 3
ORDER BY events DESC, vpcEndpointId, eventSource
