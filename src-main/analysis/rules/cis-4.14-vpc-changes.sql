-- id: cis-4.14-vpc-changes
-- title: VPC changed (CIS 4.14)
-- severity: low
-- why: VPCs and their peerings decide which networks reach each other.
-- benign: Deployments that manage networks.
-- from: CIS AWS Foundations Benchmark 4.14
WITH watched(name) AS (VALUES
  ('CreateVpc'), ('DeleteVpc'), ('ModifyVpcAttribute'), ('AcceptVpcPeeringConnection'),
  ('CreateVpcPeeringConnection'), ('DeleteVpcPeeringConnection'), ('RejectVpcPeeringConnection'),
  ('AttachClassicLinkVpc'), ('DetachClassicLinkVpc'), ('DisableVpcClassicLink'), ('EnableVpcClassicLink')
)
SELECT principal(id) AS subject,
  count(*) AS events,
  min(eventTime) AS firstSeen,
  max(eventTime) AS lastSeen,
  principal(id)
    || ' changed VPCs or their peerings with ' || counted(count(*), 'call') || failed(sum(isError))
    || ': ' || listed(json_group_array(eventName)) || '.' AS sentence,
  'eventName=' || (SELECT group_concat(name) FROM watched) || ' '
    || principal_filter(id) AS filter
FROM events
WHERE eventName IN (SELECT name FROM watched)
GROUP BY principal_filter(id)
