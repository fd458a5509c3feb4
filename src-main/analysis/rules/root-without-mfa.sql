-- id: root-without-mfa
-- title: Root user acted without MFA
-- severity: high
-- technique: T1078.004
-- why: The root user can do everything; without MFA its password alone is enough. Looks at sessions that say so and at
--   console sign-ins. Calls signed with an access key of root carry no word about MFA and are not counted here.
-- benign: A new account whose MFA is not set up yet; a member account whose root password was just recovered.
-- next: Which calls changed something, and whether MFA is set up for the root user.
-- from: IAM user guide, "Root user best practices"
SELECT principal(id) || ' in sessions' AS subject,
  count(*) AS events,
  min(eventTime) AS firstSeen,
  max(eventTime) AS lastSeen,
  principal(id) || ' made ' || counted(count(*), 'call') || failed(sum(isError))
    || ' in sessions without MFA, from ' || listed(json_group_array(sourceIPAddress)) || '.' AS sentence,
  'userIdentityType=Root mfaAuthenticated=false invokedBy!=* ' || principal_filter(id) AS filter
FROM events
WHERE (SELECT occurs('userIdentityType', 'Root')) AND userIdentityType = 'Root' AND mfaAuthenticated = 0 AND invokedBy IS NULL
GROUP BY principal_filter(id)
UNION ALL
SELECT principal(id) || ' at the console',
  count(*),
  min(eventTime),
  max(eventTime),
  principal(id) || ' signed in to the console ' || counted(count(*), 'time') || ' without MFA, from '
    || listed(json_group_array(sourceIPAddress)) || '.',
  'userIdentityType=Root eventName=ConsoleLogin consoleLogin=Success mfaUsed=No ' || principal_filter(id)
FROM events
WHERE consoleLogin = 'Success' AND eventName = 'ConsoleLogin' AND userIdentityType = 'Root' AND mfaUsed = 'No'
GROUP BY principal_filter(id)
