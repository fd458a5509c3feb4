-- group: network
-- place: 6
-- title: Agents of attack tools
-- question: Which calls name a tool for testing or attack in their agent?
-- why: Nobody has to leave his tool’s name there; some do.
-- parameters: none
-- next: calls-from-address, calls-of-principal
-- columns: userAgent, userIdentityArn, sourceIPAddress, events, firstSeen, lastSeen
SELECT userAgent, userIdentityArn, sourceIPAddress,
  count(*) AS events, min(eventTime) AS firstSeen, max(eventTime) AS lastSeen
FROM events
WHERE regexp_like(lower(userAgent),
  'kali|parrot|pentoo|pacu|scout ?suite|prowler|cloudsploit|stratus-red-team|cloudfox|enumerate-iam|weirdaal|trufflehog|gitleaks')
GROUP BY 1, 2, 3
ORDER BY firstSeen, userAgent, userIdentityArn, sourceIPAddress
