-- group: organization
-- place: 3
-- title: Changes of IAM Identity Center
-- question: Who made permission sets, assignments, users or groups in Identity Center?
-- why: One assignment opens many accounts at once.
-- parameters: none
-- next: identity-center-users, rights-given
-- columns: eventTime, eventSource, eventName, userIdentityArn, requestParameters, errorCode, eventID
SELECT eventTime, eventSource, eventName, userIdentityArn, requestParameters, errorCode, eventID
FROM events
WHERE eventSource IN ('sso.amazonaws.com', 'sso-directory.amazonaws.com', 'identitystore.amazonaws.com',
  'identitystore-scim.amazonaws.com') AND NOT coalesce(readOnly, FALSE)
ORDER BY eventTime, eventID
