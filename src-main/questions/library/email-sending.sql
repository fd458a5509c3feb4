-- group: cost
-- place: 6
-- title: Mail sending prepared
-- question: Who looked at or changed sending of mail by SES?
-- why: Stolen keys are often tested for GetSendQuota and GetAccount, then used for phishing.
-- parameters: none
-- next: calls-of-principal
-- columns: eventTime, eventName, userIdentityArn, awsRegion, sourceIPAddress, errorCode, eventID
SELECT eventTime, eventName, userIdentityArn, awsRegion, sourceIPAddress, errorCode, eventID
FROM events
WHERE eventSource IN ('ses.amazonaws.com', 'email.amazonaws.com', 'pinpoint.amazonaws.com', 'sms-voice.amazonaws.com')
ORDER BY eventTime, eventID
