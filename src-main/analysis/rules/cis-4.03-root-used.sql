-- id: cis-4.03-root-used
-- title: Root user used (CIS 4.3)
-- severity: high
-- block: checklist
-- technique: T1078.004
-- why: The root user can do everything and cannot be limited; daily work does not need it.
-- benign: One of the few tasks that need root, such as closing the account or changing its support plan.
-- next: Which calls changed something, and who holds the credentials of the root user.
-- from: CIS AWS Foundations Benchmark 4.3
SELECT principal(id) AS subject,
  count(*) AS events,
  min(eventTime) AS firstSeen,
  max(eventTime) AS lastSeen,
  'The root user ' || principal(id) || ' made ' || counted(count(*), 'call')
    || failed(sum(isError)) || ' to ' || counted(count(DISTINCT eventName), 'API operation') || '.' AS sentence,
  'userIdentityType=Root invokedBy!=* eventType!=AwsServiceEvent ' || principal_filter(id) AS filter
FROM events
WHERE (SELECT occurs('userIdentityType', 'Root')) AND userIdentityType = 'Root' AND invokedBy IS NULL AND eventType IS NOT 'AwsServiceEvent'
GROUP BY principal_filter(id)
