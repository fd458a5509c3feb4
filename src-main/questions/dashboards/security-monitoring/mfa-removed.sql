-- place: 7
-- title: Principals who removed MFA
-- chart: table
-- why: Without MFA the password alone is enough.
-- events: eventName IN (DeactivateMFADevice, DeleteVirtualMFADevice)
SELECT max(eventTime) AS lastSeen, eventName, userIdentityArn, sourceIPAddress, count(*) AS events,
  count(*) FILTER (WHERE isError) AS errors
FROM shown
WHERE eventName IN ('DeactivateMFADevice', 'DeleteVirtualMFADevice')
GROUP BY eventName, userIdentityArn, sourceIPAddress
ORDER BY lastSeen DESC, eventName, userIdentityArn, sourceIPAddress
LIMIT 50
