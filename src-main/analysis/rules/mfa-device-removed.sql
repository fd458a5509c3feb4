-- id: mfa-device-removed
-- title: MFA device removed
-- severity: medium
-- why: Without MFA a password is enough.
-- benign: A lost or replaced device.
-- from: MITRE ATT&CK T1556.006 (Modify Multi-Factor Authentication)
WITH watched(name) AS (VALUES
  ('DeactivateMFADevice'), ('DeleteVirtualMFADevice')
)
SELECT principal(id) AS subject,
  count(*) AS events,
  min(eventTime) AS firstSeen,
  max(eventTime) AS lastSeen,
  principal(id)
    || ' removed MFA devices with ' || counted(count(*), 'call') || failed(sum(isError))
    || ': ' || listed(json_group_array(eventName)) || '.' AS sentence,
  'eventSource=iam.amazonaws.com eventName=' || (SELECT group_concat(name) FROM watched) || ' '
    || principal_filter(id) AS filter
FROM events
WHERE eventSource = 'iam.amazonaws.com' AND eventName IN (SELECT name FROM watched)
GROUP BY principal_filter(id)
