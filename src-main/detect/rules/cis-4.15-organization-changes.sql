-- id: cis-4.15-organization-changes
-- title: Organization changed (CIS 4.15)
-- severity: high
-- why: An account that leaves its organization leaves its limits and its logging too.
-- benign: Administration of the organization, such as new accounts.
WITH watched(name) AS (VALUES
  ('AcceptHandshake'), ('AttachPolicy'), ('CreateAccount'), ('CreateOrganizationalUnit'), ('CreatePolicy'),
  ('DeclineHandshake'), ('DeleteOrganization'), ('DeleteOrganizationalUnit'), ('DeletePolicy'),
  ('DetachPolicy'), ('DisablePolicyType'), ('EnablePolicyType'), ('InviteAccountToOrganization'),
  ('LeaveOrganization'), ('MoveAccount'), ('RemoveAccountFromOrganization'), ('UpdatePolicy'),
  ('UpdateOrganizationalUnit')
)
SELECT principal_name(userIdentityArn, userName, invokedBy) AS subject,
  count(*) AS events,
  min(eventTimeMs) AS firstSeen,
  max(eventTimeMs) AS lastSeen,
  principal_name(userIdentityArn, userName, invokedBy) || ' changed the organization with ' || counted(count(*), 'call')
    || failed(count(errorCode)) || ': ' || group_concat(DISTINCT eventName ORDER BY eventName) || '.' AS sentence,
  'eventSource=organizations.amazonaws.com eventName=' || (SELECT group_concat(name) FROM watched) || ' '
    || principal_filter(userIdentityArn, userName, invokedBy) AS filter
FROM events
WHERE eventSource = 'organizations.amazonaws.com' AND eventName IN (SELECT name FROM watched)
GROUP BY principal_filter(userIdentityArn, userName, invokedBy)
