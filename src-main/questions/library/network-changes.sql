-- group: network
-- place: 9
-- title: Changes of the network
-- question: Who changed security groups, ACLs, routes, gateways or VPCs?
-- why: CIS 4.10 to 4.14 in one list.
-- parameters: none
-- next: security-groups-opened, calls-of-principal
-- columns: eventTime, eventName, userIdentityArn, awsRegion, requestParameters, errorCode, eventID
SELECT eventTime, eventName, userIdentityArn, awsRegion, requestParameters, errorCode, eventID
FROM events
WHERE eventSource = 'ec2.amazonaws.com' AND NOT coalesce(readOnly, FALSE)
  AND regexp_like(eventName, 'SecurityGroup|NetworkAcl|Route|Gateway|Vpc|Subnet|NetworkInterface')
ORDER BY eventTime, eventID
