-- group: cost
-- place: 2
-- title: Instances stopped or terminated
-- question: Who stopped, terminated or rebooted which instances?
-- why: Outage by intent or by mistake; what was terminated can no longer be examined.
-- parameters: none
-- next: destructive-calls
-- columns: eventTime, eventName, userIdentityArn, firstInstance, requestParameters, errorCode, eventID
SELECT eventTime, eventName, userIdentityArn,
  json_extract_scalar(requestParameters, '$.instancesSet.items[0].instanceId') AS firstInstance, requestParameters,
    errorCode, eventID
FROM events
WHERE eventName IN ('StopInstances', 'TerminateInstances', 'RebootInstances')
ORDER BY eventTime, eventID
