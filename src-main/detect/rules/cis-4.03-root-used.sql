-- id: cis-4.03-root-used
-- title: Root user used (CIS 4.3)
-- severity: high
-- why: The root user can do everything and cannot be limited; daily work does not need it.
-- benign: One of the few tasks that need root, such as closing the account or changing its support plan.
SELECT principal_name(userIdentityArn, userName, invokedBy) AS subject,
  count(*) AS events,
  min(eventTimeMs) AS firstSeen,
  max(eventTimeMs) AS lastSeen,
  'The root user ' || principal_name(userIdentityArn, userName, invokedBy) || ' made ' || counted(count(*), 'call')
    || failed(count(errorCode)) || ' to ' || counted(count(DISTINCT eventName), 'API operation') || '.' AS sentence,
  'userIdentityType=Root invokedBy!=* eventType!=AwsServiceEvent ' || principal_filter(userIdentityArn, userName, invokedBy) AS filter
FROM events
WHERE userIdentityType = 'Root' AND invokedBy IS NULL AND eventType IS NOT 'AwsServiceEvent'
GROUP BY principal_filter(userIdentityArn, userName, invokedBy)
