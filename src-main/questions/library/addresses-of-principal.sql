-- group: network
-- place: 3
-- title: Addresses of one principal
-- question: From which addresses and with which agents did this principal call?
-- why: A second address with another agent, overlapping in time, is a second person.
-- parameters: principal userIdentityArn arn:aws:sts::111122223333:assumed-role/Monitoring/exporter
-- next: calls-from-address, calls-of-principal
-- columns: sourceIPAddress, userAgent, events, errors, firstSeen, lastSeen
SELECT sourceIPAddress, userAgent,
  count(*) AS events, count(*) FILTER (WHERE isError) AS errors,
  min(eventTime) AS firstSeen, max(eventTime) AS lastSeen
FROM events
WHERE userIdentityArn = :principal
GROUP BY 1, 2
ORDER BY firstSeen, sourceIPAddress, userAgent
