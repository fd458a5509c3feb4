-- group: access
-- place: 5
-- title: What root did
-- question: Which calls did the root user make, from where?
-- why: The root user is not needed from day to day (CIS 1.7). Every call of it should have a ticket.
-- parameters: none
-- next: root-sign-ins, calls-from-address
-- columns: eventTime, recipientAccountId, eventSource, eventName, awsRegion, sourceIPAddress, errorCode, eventID
SELECT eventTime, recipientAccountId, eventSource, eventName, awsRegion, sourceIPAddress, errorCode, eventID
FROM events
WHERE userIdentityType = 'Root' AND invokedBy IS NULL AND (eventType IS NULL OR eventType <> 'AwsServiceEvent')
ORDER BY eventTime, eventID
