-- id: cis-4.14-vpc-changes
-- title: VPC changed (CIS 4.14)
-- severity: low
-- why: VPCs and their peerings decide which networks reach each other.
-- benign: Deployments that manage networks.
WITH watched(name) AS (VALUES
  ('CreateVpc'), ('DeleteVpc'), ('ModifyVpcAttribute'), ('AcceptVpcPeeringConnection'),
  ('CreateVpcPeeringConnection'), ('DeleteVpcPeeringConnection'), ('RejectVpcPeeringConnection'),
  ('AttachClassicLinkVpc'), ('DetachClassicLinkVpc'), ('DisableVpcClassicLink'), ('EnableVpcClassicLink')
)
SELECT principal_name(userIdentityArn, userName, invokedBy) AS subject,
  count(*) AS events,
  min(eventTimeMs) AS firstSeen,
  max(eventTimeMs) AS lastSeen,
  principal_name(userIdentityArn, userName, invokedBy) || ' changed VPCs or their peerings with ' || counted(count(*), 'call')
    || failed(count(errorCode)) || ': ' || group_concat(DISTINCT eventName ORDER BY eventName) || '.' AS sentence,
  'eventName=' || (SELECT group_concat(name) FROM watched) || ' '
    || principal_filter(userIdentityArn, userName, invokedBy) AS filter
FROM events
WHERE eventName IN (SELECT name FROM watched)
GROUP BY principal_filter(userIdentityArn, userName, invokedBy)
