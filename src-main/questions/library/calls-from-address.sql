-- group: network
-- place: 2
-- title: All that came from one address
-- question: Who called what from this address?
-- why: An address of an intruder shows every identity that he held.
-- parameters: address sourceIPAddress 192.0.2.200
-- next: calls-of-principal, key-uses
-- columns: eventTime, userIdentityArn, accessKeyId, eventSource, eventName, awsRegion, userAgent, errorCode, eventID
SELECT eventTime, userIdentityArn, accessKeyId, eventSource, eventName, awsRegion, userAgent, errorCode, eventID
FROM events
WHERE sourceIPAddress = :address
ORDER BY eventTime, eventID
