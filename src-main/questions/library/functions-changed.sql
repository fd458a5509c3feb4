-- group: persistence
-- place: 1
-- title: Lambda functions made or changed
-- question: Who made functions, changed their code or gave them to others?
-- why: Code that runs on an event outlives the session that put it there (ATT&CK T1546, T1648).
-- parameters: none
-- next: functions-opened, rights-given
-- columns: eventTime, eventName, userIdentityArn, functionName, role, errorCode, eventID
SELECT eventTime, eventName, userIdentityArn,
  json_extract_scalar(requestParameters, '$.functionName') AS functionName,
    json_extract_scalar(requestParameters, '$.role') AS role, errorCode, eventID
FROM events
WHERE eventSource = 'lambda.amazonaws.com'
  AND regexp_like(eventName, '^(CreateFunction|UpdateFunctionCode|UpdateFunctionConfiguration|AddPermission|CreateEventSourceMapping|PublishLayerVersion|CreateFunctionUrlConfig|CreateAlias)')
ORDER BY eventTime, eventID
