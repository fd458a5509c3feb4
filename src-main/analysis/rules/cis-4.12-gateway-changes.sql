-- id: cis-4.12-gateway-changes
-- title: Network gateway changed (CIS 4.12)
-- severity: low
-- why: A gateway opens a private network to others.
-- benign: Deployments that manage networks.
-- from: CIS AWS Foundations Benchmark 4.12
WITH watched(name) AS (VALUES
  ('CreateCustomerGateway'), ('DeleteCustomerGateway'), ('AttachInternetGateway'), ('CreateInternetGateway'),
  ('DeleteInternetGateway'), ('DetachInternetGateway')
)
SELECT principal(id) AS subject,
  count(*) AS events,
  min(eventTime) AS firstSeen,
  max(eventTime) AS lastSeen,
  principal(id)
    || ' changed network gateways with ' || counted(count(*), 'call') || failed(sum(isError))
    || ': ' || listed(json_group_array(eventName)) || '.' AS sentence,
  'eventName=' || (SELECT group_concat(name) FROM watched) || ' '
    || principal_filter(id) AS filter
FROM events
WHERE eventName IN (SELECT name FROM watched)
GROUP BY principal_filter(id)
