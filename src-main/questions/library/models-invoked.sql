-- group: bedrock
-- place: 1
-- title: Models invoked
-- question: Who invoked which foundation models, how often, from where?
-- why: Stolen keys are used to rent models (LLMjacking, ATT&CK T1496). InvokeModel is a management event and is there
--   without data events.
-- parameters: none
-- next: model-access, services-first-used
-- columns: userIdentityArn, sourceIPAddress, awsRegion, eventName, modelId, events, errors, firstSeen, lastSeen
SELECT userIdentityArn, sourceIPAddress, awsRegion, eventName,
  json_extract_scalar(requestParameters, '$.modelId') AS modelId,
  count(*) AS events, count(*) FILTER (WHERE isError) AS errors, min(eventTime) AS firstSeen,
    max(eventTime) AS lastSeen
FROM events
WHERE eventSource = 'bedrock.amazonaws.com'
  AND eventName IN ('InvokeModel', 'InvokeModelWithResponseStream', 'Converse', 'ConverseStream')
GROUP BY 1, 2, 3, 4, 5
ORDER BY events DESC, userIdentityArn, modelId, eventName, sourceIPAddress
