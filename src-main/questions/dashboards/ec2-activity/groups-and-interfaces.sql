-- place: 6
-- title: Changes of security groups and network interfaces
-- chart: table
-- why: They decide what can be reached from outside.
-- events: eventSource=ec2.amazonaws.com eventName IN (AuthorizeSecurityGroupIngress, AuthorizeSecurityGroupEgress,
--   RevokeSecurityGroupIngress, RevokeSecurityGroupEgress, ModifySecurityGroupRules, CreateSecurityGroup,
--   DeleteSecurityGroup, CreateNetworkInterface, DeleteNetworkInterface, AttachNetworkInterface,
--   DetachNetworkInterface, ModifyNetworkInterfaceAttribute)
SELECT max(eventTime) AS lastSeen, eventName, userIdentityArn, sourceIPAddress, count(*) AS events,
  count(*) FILTER (WHERE isError) AS errors
FROM shown
WHERE eventSource = 'ec2.amazonaws.com' AND eventName IN ('AuthorizeSecurityGroupIngress',
  'AuthorizeSecurityGroupEgress', 'RevokeSecurityGroupIngress', 'RevokeSecurityGroupEgress',
  'ModifySecurityGroupRules', 'CreateSecurityGroup', 'DeleteSecurityGroup', 'CreateNetworkInterface',
  'DeleteNetworkInterface', 'AttachNetworkInterface', 'DetachNetworkInterface', 'ModifyNetworkInterfaceAttribute')
GROUP BY eventName, userIdentityArn, sourceIPAddress
ORDER BY lastSeen DESC, eventName, userIdentityArn, sourceIPAddress
LIMIT 50
