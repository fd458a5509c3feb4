-- group: cost
-- place: 1
-- title: Instances started
-- question: Who started instances of which type, where and how many?
-- why: Mining needs many large instances or GPUs in quiet Regions (ATT&CK T1496).
-- parameters: none
-- next: regions-used, quota-requests
-- columns: eventTime, userIdentityArn, awsRegion, instanceType, atLeast, atMost, errorCode, eventID
SELECT eventTime, userIdentityArn, awsRegion,
  json_extract_scalar(requestParameters, '$.instanceType') AS instanceType,
  json_extract_scalar(requestParameters, '$.instancesSet.items[0].minCount') AS atLeast,
  json_extract_scalar(requestParameters, '$.instancesSet.items[0].maxCount') AS atMost, errorCode, eventID
FROM events
WHERE eventName IN ('RunInstances', 'RequestSpotInstances', 'RequestSpotFleet', 'CreateFleet')
ORDER BY eventTime, eventID
