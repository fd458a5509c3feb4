-- id: cis-4.2-console-sign-in-without-mfa
-- title: IAM user signed in to the console without MFA
-- severity: medium
-- why: A password alone opened the console. Whoever learns the password can do the same.
--   Only IAM users are looked at: of federated sign-ins and roles CloudTrail does not know whether the identity provider
--   asked for MFA.
-- benign: A user who has not set up MFA yet, or a user for emergencies whose password is kept in a safe.
-- from: CIS AWS Foundations Benchmark 4.2
SELECT principal(id) AS subject,
  count(*) AS events,
  min(eventTime) AS firstSeen,
  max(eventTime) AS lastSeen,
  principal(id) || ' signed in to the console ' || counted(count(*), 'time') || ' without MFA, from '
    || listed(json_group_array(sourceIPAddress))
    || iif(count(mfaUsed) < count(*), '; in ' || counted(count(*) - count(mfaUsed), 'record') || ' MFAUsed is absent', '')
    || '.' AS sentence,
  'eventName=ConsoleLogin consoleLogin=Success userIdentityType=IAMUser mfaUsed!=Yes ' || principal_filter(id) AS filter
FROM events
WHERE consoleLogin = 'Success' AND eventName = 'ConsoleLogin' AND userIdentityType = 'IAMUser' AND mfaUsed IS NOT 'Yes'
GROUP BY principal_filter(id)
