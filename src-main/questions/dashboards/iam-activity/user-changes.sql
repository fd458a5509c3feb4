-- place: 8
-- title: Changes of users
-- chart: table
-- why: A user or key made by an intruder outlives the stolen session.
-- events: eventSource=iam.amazonaws.com eventName IN (CreateUser, DeleteUser, UpdateUser, CreateLoginProfile,
--   DeleteLoginProfile, UpdateLoginProfile, CreateAccessKey, DeleteAccessKey, UpdateAccessKey, AddUserToGroup,
--   RemoveUserFromGroup)
SELECT max(eventTime) AS lastSeen, eventName, userIdentityArn, sourceIPAddress, count(*) AS events,
  count(*) FILTER (WHERE isError) AS errors
FROM shown
WHERE eventSource = 'iam.amazonaws.com' AND eventName IN ('CreateUser', 'DeleteUser', 'UpdateUser',
  'CreateLoginProfile', 'DeleteLoginProfile', 'UpdateLoginProfile', 'CreateAccessKey', 'DeleteAccessKey',
  'UpdateAccessKey', 'AddUserToGroup', 'RemoveUserFromGroup')
GROUP BY eventName, userIdentityArn, sourceIPAddress
ORDER BY lastSeen DESC, eventName, userIdentityArn, sourceIPAddress
LIMIT 50
