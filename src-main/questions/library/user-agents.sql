-- group: network
-- place: 5
-- title: Agents
-- question: Which agents called, and how many principals used each?
-- why: Kali, Pacu, ScoutSuite, curl and consoles where only Terraform works stand out here.
-- parameters: none
-- next: calls-of-principal, top-addresses
-- columns: userAgent, events, principals, addresses, firstSeen, lastSeen
SELECT userAgent,
  count(*) AS events, count(DISTINCT userIdentityArn) AS principals, count(DISTINCT sourceIPAddress) AS addresses,
  min(eventTime) AS firstSeen, max(eventTime) AS lastSeen
FROM events
GROUP BY 1
ORDER BY principals, events, userAgent
LIMIT 200
