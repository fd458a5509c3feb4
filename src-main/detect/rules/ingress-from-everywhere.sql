-- id: ingress-from-everywhere
-- title: Port opened to the whole internet
-- severity: medium
-- why: A rule for 0.0.0.0/0 or ::/0 lets everyone try.
-- benign: Web servers, whose ports 80 and 443 are meant for all.
SELECT principal_name(userIdentityArn, userName, invokedBy) AS subject,
  count(*) AS events,
  min(eventTimeMs) AS firstSeen,
  max(eventTimeMs) AS lastSeen,
  principal_name(userIdentityArn, userName, invokedBy) || ' let everyone in through security groups with ' || counted(count(*), 'call')
    || failed(count(errorCode)) || ': ' || group_concat(DISTINCT eventName ORDER BY eventName) || '.' AS sentence,
  'eventID=' || group_concat(eventID) AS filter
FROM events
WHERE eventName IN ('AuthorizeSecurityGroupIngress', 'ModifySecurityGroupRules')
  AND requestParameters REGEXP '"(0\.0\.0\.0/0|::/0)"'
  AND eventID IS NOT NULL -- the filter names the events, as no column tells them
GROUP BY principal_filter(userIdentityArn, userName, invokedBy)
