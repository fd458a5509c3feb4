-- id: cis-4.15-organization-changes
-- title: Organization changed (CIS 4.15)
-- severity: high
-- why: An account that leaves its organization leaves its limits and its logging too.
-- benign: Administration of the organization, such as new accounts.
-- from: CIS AWS Foundations Benchmark 4.15
WITH watched(name) AS (VALUES
  ('AcceptHandshake'), ('AttachPolicy'), ('CreateAccount'), ('CreateOrganizationalUnit'), ('CreatePolicy'),
  ('DeclineHandshake'), ('DeleteOrganization'), ('DeleteOrganizationalUnit'), ('DeletePolicy'),
  ('DetachPolicy'), ('DisablePolicyType'), ('EnablePolicyType'), ('InviteAccountToOrganization'),
  ('LeaveOrganization'), ('MoveAccount'), ('RemoveAccountFromOrganization'), ('UpdatePolicy'),
  ('UpdateOrganizationalUnit')
)
SELECT principal(id) AS subject,
  count(*) AS events,
  min(eventTime) AS firstSeen,
  max(eventTime) AS lastSeen,
  principal(id)
    || ' changed the organization with ' || counted(count(*), 'call') || failed(sum(isError))
    || ': ' || listed(json_group_array(eventName)) || '.' AS sentence,
  'eventSource=organizations.amazonaws.com eventName=' || (SELECT group_concat(name) FROM watched) || ' '
    || principal_filter(id) AS filter
FROM events
WHERE eventSource = 'organizations.amazonaws.com' AND eventName IN (SELECT name FROM watched)
GROUP BY principal_filter(id)
