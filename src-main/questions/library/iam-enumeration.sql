-- group: discovery
-- place: 3
-- title: IAM looked through
-- question: Who listed users, roles, policies and credentials reports?
-- why: Before rights are taken, they are read (ATT&CK T1087.004, T1069.003).
-- parameters: none
-- next: discovery-burst, rights-given
-- columns: userIdentityArn, sourceIPAddress, apis, events, errors, firstSeen, lastSeen
SELECT userIdentityArn, sourceIPAddress, count(DISTINCT eventName) AS apis, count(*) AS events,
  count(*) FILTER (WHERE isError) AS errors, min(eventTime) AS firstSeen, max(eventTime) AS lastSeen
FROM events
WHERE eventSource = 'iam.amazonaws.com' AND regexp_like(eventName, '^(List|Get|Generate|Simulate)')
GROUP BY 1, 2
ORDER BY apis DESC, events DESC, userIdentityArn, sourceIPAddress
