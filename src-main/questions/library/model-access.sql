-- group: bedrock
-- place: 2
-- title: Model access and its logging
-- question: Who asked for models, changed guardrails or switched off the logging of invocations?
-- why: Before models are rented, access is asked for and logging is looked at.
-- parameters: none
-- next: models-invoked
-- columns: eventTime, eventName, userIdentityArn, awsRegion, sourceIPAddress, errorCode, eventID
SELECT eventTime, eventName, userIdentityArn, awsRegion, sourceIPAddress, errorCode, eventID
FROM events
WHERE eventSource = 'bedrock.amazonaws.com'
  AND regexp_like(eventName, 'FoundationModel|UseCase|Entitlement|InvocationLogging|Guardrail|Agreement|ProvisionedModel|InferenceProfile')
ORDER BY eventTime, eventID
