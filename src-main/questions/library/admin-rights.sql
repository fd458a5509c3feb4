-- group: identity
-- place: 4
-- title: Administrator rights
-- question: Who was given AdministratorAccess or a policy that allows everything?
-- why: With it, every other control can be switched off.
-- parameters: none
-- next: rights-given, calls-of-principal
-- columns: eventTime, eventName, userIdentityArn, givenTo, errorCode, eventID
SELECT eventTime, eventName, userIdentityArn,
  coalesce(json_extract_scalar(requestParameters, '$.userName'), json_extract_scalar(requestParameters, '$.roleName'),
    json_extract_scalar(requestParameters, '$.groupName'),
    json_extract_scalar(requestParameters, '$.policyArn')) AS givenTo,
  errorCode, eventID
FROM events
WHERE eventSource = 'iam.amazonaws.com'
  AND (json_extract_scalar(requestParameters, '$.policyArn') LIKE '%/AdministratorAccess'
    OR json_extract_scalar(requestParameters, '$.policyArn') LIKE '%/IAMFullAccess'
    OR regexp_like(json_extract_scalar(requestParameters, '$.policyDocument'), '"Action"\s*:\s*\[?\s*"\*"'))
ORDER BY eventTime, eventID
