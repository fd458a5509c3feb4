-- group: cost
-- place: 3
-- title: Quotas asked for
-- question: Who asked for higher service quotas?
-- why: An intruder who wants more machines than the account may have asks for them.
-- parameters: none
-- next: instances-started
-- columns: eventTime, eventName, userIdentityArn, serviceCode, quotaCode, desiredValue, errorCode, eventID
SELECT eventTime, eventName, userIdentityArn, json_extract_scalar(requestParameters, '$.serviceCode') AS serviceCode,
  json_extract_scalar(requestParameters, '$.quotaCode') AS quotaCode,
    json_extract_scalar(requestParameters, '$.desiredValue') AS desiredValue, errorCode, eventID
FROM events
WHERE eventSource = 'servicequotas.amazonaws.com'
  AND eventName IN ('RequestServiceQuotaIncrease', 'PutServiceQuotaIncreaseRequestIntoTemplate')
ORDER BY eventTime, eventID
