-- group: network
-- place: 8
-- title: Security groups opened to everyone
-- question: Which security groups were opened to all addresses, on which ports?
-- why: 0.0.0.0/0 or ::/0 on a port of administration is found by scanners within minutes.
-- parameters: none
-- next: network-changes
-- columns: eventTime, userIdentityArn, groupId, fromPort, toPort, requestParameters, errorCode, eventID
SELECT eventTime, userIdentityArn, json_extract_scalar(requestParameters, '$.groupId') AS groupId,
  json_extract_scalar(requestParameters, '$.ipPermissions.items[0].fromPort') AS fromPort,
  json_extract_scalar(requestParameters, '$.ipPermissions.items[0].toPort') AS toPort,
  requestParameters, errorCode, eventID
FROM events
WHERE eventName IN ('AuthorizeSecurityGroupIngress', 'ModifySecurityGroupRules')
  AND regexp_like(requestParameters, '0\.0\.0\.0/0|::/0')
ORDER BY eventTime, eventID
