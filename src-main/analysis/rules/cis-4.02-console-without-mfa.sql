-- id: cis-4.02-console-without-mfa
-- title: Console sign-in without MFA (CIS 4.2)
-- severity: medium
-- block: checklist
-- technique: T1078.004
-- why: A password alone opened the console for an IAM user.
-- benign: A user whose MFA device is not yet set up. Federated sign-ins and roles are not looked at: whether their
--   identity provider asked for MFA stands in no record.
-- next: What the session did, and whether the user has an MFA device.
-- from: CIS AWS Foundations Benchmark 4.2
SELECT principal(id) AS subject,
  count(*) AS events,
  min(eventTime) AS firstSeen,
  max(eventTime) AS lastSeen,
  principal(id) || ' signed in to the console without MFA: ' || counted(count(*), 'sign-in')
    || ' from ' || counted(count(DISTINCT sourceIPAddress), 'source')
    || iif(count(mfaUsed) < count(*), '; MFAUsed is absent in ' || (count(*) - count(mfaUsed)), '') || '.' AS sentence,
  'eventName=ConsoleLogin userIdentityType=IAMUser consoleLogin=Success mfaUsed!=Yes '
    || principal_filter(id) AS filter
FROM events
WHERE eventName = 'ConsoleLogin' AND userIdentityType = 'IAMUser' AND consoleLogin = 'Success' AND mfaUsed IS NOT 'Yes'
GROUP BY principal_filter(id)
