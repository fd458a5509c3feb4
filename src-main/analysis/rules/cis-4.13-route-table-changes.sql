-- id: cis-4.13-route-table-changes
-- title: Route table changed (CIS 4.13)
-- severity: low
-- why: A changed route can lead traffic past inspection or out of the network.
-- benign: Deployments that manage networks.
-- from: CIS AWS Foundations Benchmark 4.13
WITH watched(name) AS (VALUES
  ('CreateRoute'), ('CreateRouteTable'), ('ReplaceRoute'), ('ReplaceRouteTableAssociation'),
  ('DeleteRouteTable'), ('DeleteRoute'), ('DisassociateRouteTable')
)
SELECT principal(id) AS subject,
  count(*) AS events,
  min(eventTime) AS firstSeen,
  max(eventTime) AS lastSeen,
  principal(id)
    || ' changed route tables with ' || counted(count(*), 'call') || failed(sum(isError))
    || ': ' || listed(json_group_array(eventName)) || '.' AS sentence,
  'eventName=' || (SELECT group_concat(name) FROM watched) || ' '
    || principal_filter(id) AS filter
FROM events
WHERE eventName IN (SELECT name FROM watched)
GROUP BY principal_filter(id)
