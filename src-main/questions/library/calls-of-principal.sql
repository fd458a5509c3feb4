-- group: access
-- place: 8
-- title: All that one principal did
-- question: What did this principal do, in order?
-- why: The story of one identity. Read it from its first call: what comes first tells whether a person, a script or
--   an intruder sits there.
-- parameters: principal userIdentityArn arn:aws:sts::111122223333:assumed-role/Monitoring/exporter
-- next: addresses-of-principal, key-uses
-- columns: eventTime, eventSource, eventName, awsRegion, sourceIPAddress, userAgent, errorCode, eventID
SELECT eventTime, eventSource, eventName, awsRegion, sourceIPAddress, userAgent, errorCode, eventID
FROM events
WHERE userIdentityArn = :principal
ORDER BY eventTime, eventID
