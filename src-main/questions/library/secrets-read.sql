-- group: data
-- place: 5
-- title: Secrets and parameters read
-- question: Who read which secrets and how many different ones?
-- why: One application reads its own secret; somebody who reads many of them collects (ATT&CK T1555.006).
-- parameters: none
-- next: calls-of-principal, key-uses
-- columns: userIdentityArn, eventSource, eventName, sourceIPAddress, events, secrets, errors, firstSeen, lastSeen
SELECT userIdentityArn, eventSource, eventName, sourceIPAddress,
  count(*) AS events,
  count(DISTINCT coalesce(json_extract_scalar(requestParameters, '$.secretId'),
    json_extract_scalar(requestParameters, '$.name'), requestParameters)) AS secrets,
  count(*) FILTER (WHERE isError) AS errors,
  min(eventTime) AS firstSeen, max(eventTime) AS lastSeen
FROM events
WHERE (eventSource = 'secretsmanager.amazonaws.com' AND eventName IN ('GetSecretValue', 'BatchGetSecretValue'))
  OR (eventSource = 'ssm.amazonaws.com' AND eventName IN ('GetParameter', 'GetParameters', 'GetParametersByPath'))
GROUP BY 1, 2, 3, 4
ORDER BY secrets DESC, events DESC, userIdentityArn, eventName, sourceIPAddress
