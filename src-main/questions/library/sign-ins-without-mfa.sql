-- group: sessions
-- place: 3
-- title: Console sign-ins without MFA
-- question: Which IAM users and root signed in without MFA?
-- why: CIS 4.2. For federated sign-ins CloudTrail always writes No: the identity provider asked for the second
--   factor, so they are left out.
-- parameters: none
-- next: console-logins, mfa-removed
-- columns: eventTime, userIdentityType, userIdentityArn, sourceIPAddress, userAgent, eventID
SELECT eventTime, userIdentityType, userIdentityArn, sourceIPAddress, userAgent, eventID
FROM events
WHERE eventName = 'ConsoleLogin' AND consoleLogin = 'Success' AND mfaUsed <> 'Yes'
  AND userIdentityType IN ('IAMUser', 'Root')
ORDER BY eventTime, eventID
