-- group: persistence
-- place: 2
-- title: Functions opened to others
-- question: Which functions may be invoked by everyone or by another account?
-- why: A function URL without authentication, or a permission for a foreign principal, is a back door that needs no
--   key.
-- parameters: none
-- next: functions-changed
-- columns: eventTime, eventName, userIdentityArn, functionName, principal, authType, errorCode, eventID
SELECT eventTime, eventName, userIdentityArn,
  json_extract_scalar(requestParameters, '$.functionName') AS functionName,
  json_extract_scalar(requestParameters, '$.principal') AS principal,
    json_extract_scalar(requestParameters, '$.authType') AS authType, errorCode, eventID
FROM events
WHERE eventSource = 'lambda.amazonaws.com'
  AND regexp_like(eventName, '^(AddPermission|CreateFunctionUrlConfig|UpdateFunctionUrlConfig|AddLayerVersionPermission)')
ORDER BY eventTime, eventID
