-- id: cis-4.02-console-without-mfa
-- title: Console sign-in without MFA (CIS 4.2)
-- severity: medium
-- why: A password alone opened the console for an IAM user.
-- benign: A user whose MFA device is not yet set up. Federated sign-ins and roles are not looked at: their identity provider asks for MFA, which the record does not tell.
SELECT principal_name(userIdentityArn, userName, invokedBy) AS subject,
  count(*) AS events,
  min(eventTimeMs) AS firstSeen,
  max(eventTimeMs) AS lastSeen,
  principal_name(userIdentityArn, userName, invokedBy) || ' signed in to the console without MFA: ' || counted(count(*), 'sign-in')
    || ' from ' || counted(count(DISTINCT sourceIPAddress), 'source') || '.' AS sentence,
  'eventName=ConsoleLogin userIdentityType=IAMUser consoleLogin=Success mfaUsed!=Yes '
    || principal_filter(userIdentityArn, userName, invokedBy) AS filter
FROM events
WHERE eventName = 'ConsoleLogin' AND userIdentityType = 'IAMUser' AND consoleLogin = 'Success' AND mfaUsed IS NOT 'Yes'
GROUP BY principal_filter(userIdentityArn, userName, invokedBy)
