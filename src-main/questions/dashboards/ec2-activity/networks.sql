-- place: 7
-- title: Changes of VPCs and routes
-- chart: table
-- why: They decide which networks reach each other.
-- events: eventSource=ec2.amazonaws.com eventName IN (CreateVpc, DeleteVpc, ModifyVpcAttribute,
--   CreateVpcPeeringConnection, AcceptVpcPeeringConnection, DeleteVpcPeeringConnection, CreateSubnet, DeleteSubnet,
--   CreateRoute, DeleteRoute, ReplaceRoute, CreateRouteTable, DeleteRouteTable, AssociateRouteTable,
--   DisassociateRouteTable, CreateInternetGateway, AttachInternetGateway, DetachInternetGateway,
--   DeleteInternetGateway)
SELECT max(eventTime) AS lastSeen, eventName, userIdentityArn, sourceIPAddress, count(*) AS events,
  count(*) FILTER (WHERE isError) AS errors
FROM shown
WHERE eventSource = 'ec2.amazonaws.com' AND eventName IN ('CreateVpc', 'DeleteVpc', 'ModifyVpcAttribute',
  'CreateVpcPeeringConnection', 'AcceptVpcPeeringConnection', 'DeleteVpcPeeringConnection', 'CreateSubnet',
  'DeleteSubnet', 'CreateRoute', 'DeleteRoute', 'ReplaceRoute', 'CreateRouteTable', 'DeleteRouteTable',
  'AssociateRouteTable', 'DisassociateRouteTable', 'CreateInternetGateway', 'AttachInternetGateway',
  'DetachInternetGateway', 'DeleteInternetGateway')
GROUP BY eventName, userIdentityArn, sourceIPAddress
ORDER BY lastSeen DESC, eventName, userIdentityArn, sourceIPAddress
LIMIT 50
