-- id: cis-4.03-root-used
-- title: Root user used (CIS 4.3)
-- severity: high
-- technique: T1078.004
-- why: The root user can do everything and cannot be limited; without MFA its password alone is enough. Daily work does
--   not need it. Calls signed with an access key of root carry no word about MFA.
--   Where no call is known to be without MFA, the finding is one step less grave. Sessions that AssumeRoot issued are
--   told apart: somebody else asked for them, and the MFA of root says nothing of them.
-- benign: One of the few tasks that need root, such as closing the account or changing its support plan; a new account
--   whose MFA is not set up yet.
-- next: Which calls changed something, who holds the credentials of the root user, and whether MFA is set up for it.
-- from: CIS AWS Foundations Benchmark 4.3; IAM user guide, "Root user best practices" and "Track privileged tasks in AWS
--   CloudTrail"
-- occurs: userIdentityType Root
SELECT principal(id) AS subject,
  count(*) AS events,
  min(eventTime) AS firstSeen,
  max(eventTime) AS lastSeen,
  'The root user ' || principal(id) || ' made ' || counted(count(*), 'call') || failed(sum(isError)) || ' to '
    || counted(count(DISTINCT eventName), 'API operation') || ' from ' || listed(json_group_array(DISTINCT sourceIPAddress))
    || ', ' || CASE sum(mfa = 'no') WHEN 0 THEN 'none of them known to be without MFA'
      ELSE sum(mfa = 'no') || ' of them without MFA' END
    || CASE sum(coalesce(assumedRoot, 0)) WHEN 0 THEN '' ELSE ', ' || sum(assumedRoot) || ' in sessions that AssumeRoot issued' END
    || '.' AS sentence,
  'userIdentityType=Root invokedBy!=* eventType!=AwsServiceEvent ' || principal_filter(id) AS filter,
  iif(sum(mfa = 'no') = 0, 'medium', 'high') AS severity
FROM events
WHERE userIdentityType = 'Root' AND invokedBy IS NULL AND eventType IS NOT 'AwsServiceEvent'
GROUP BY principal_filter(id)
