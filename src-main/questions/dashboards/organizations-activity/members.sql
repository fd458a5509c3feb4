-- place: 2
-- title: Accounts that came, went or moved
-- chart: table
-- why: An account that leaves is no longer under the policies of the organization.
-- events: eventSource=organizations.amazonaws.com eventName IN (CreateAccount, CloseAccount,
--   InviteAccountToOrganization, AcceptHandshake, RemoveAccountFromOrganization, LeaveOrganization, MoveAccount)
SELECT max(eventTime) AS lastSeen, eventName, userIdentityArn, sourceIPAddress, count(*) AS events,
  count(*) FILTER (WHERE isError) AS errors
FROM shown
WHERE eventSource = 'organizations.amazonaws.com' AND eventName IN ('CreateAccount', 'CloseAccount',
  'InviteAccountToOrganization', 'AcceptHandshake', 'RemoveAccountFromOrganization', 'LeaveOrganization',
  'MoveAccount')
GROUP BY eventName, userIdentityArn, sourceIPAddress
ORDER BY lastSeen DESC, eventName, userIdentityArn, sourceIPAddress
LIMIT 50
