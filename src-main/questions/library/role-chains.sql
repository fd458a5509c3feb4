-- group: sessions
-- place: 7
-- title: Roles assumed from roles
-- question: Which session used its role to assume a further role?
-- why: Chains hide where somebody came from. The first link is the one to find.
-- parameters: none
-- next: roles-assumed, session-of-key
-- columns: eventTime, fromRole, fromSession, toRole, issuedAccessKeyId, sourceIPAddress, errorCode, eventID
SELECT eventTime, sessionIssuerArn AS fromRole, userIdentityArn AS fromSession, requestedRoleArn AS toRole,
  issuedAccessKeyId, sourceIPAddress, errorCode, eventID
FROM events
WHERE eventName = 'AssumeRole' AND userIdentityType = 'AssumedRole'
ORDER BY eventTime, eventID
