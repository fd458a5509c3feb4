-- id: ingress-from-everywhere
-- title: Port opened to the whole internet
-- severity: medium
-- why: A rule for 0.0.0.0/0 or ::/0 lets everyone try.
-- benign: Web servers, whose ports 80 and 443 are meant for all.
-- from: AWS Config managed rule vpc-sg-open-only-to-authorized-ports
SELECT principal(id) AS subject,
  count(*) AS events,
  min(eventTime) AS firstSeen,
  max(eventTime) AS lastSeen,
  principal(id)
    || ' let everyone in through security groups with ' || counted(count(*), 'call') || failed(sum(isError))
    || ': ' || listed(json_group_array(eventName)) || '.' AS sentence,
  filter_events(json_group_array(id)) AS filter
FROM events
WHERE eventName IN ('AuthorizeSecurityGroupIngress', 'ModifySecurityGroupRules')
  AND requestParameters REGEXP '"(0\.0\.0\.0/0|::/0)"'
GROUP BY principal_filter(id)
