-- id: defence-disabled
-- title: Detection service switched off
-- severity: high
-- why: Detectors and flow logs are switched off to go unseen.
-- benign: Moving a service to another account or Region; tearing down a test account.
-- from: MITRE ATT&CK T1562.001 (Disable or Modify Tools)
WITH watched(name) AS (VALUES
  ('DeleteDetector'), ('UpdateDetector'), ('StopMonitoringMembers'), ('DisassociateFromMasterAccount'),
  ('DisassociateFromAdministratorAccount'), ('DeleteMembers'), ('DeleteFlowLogs'), ('DisableSecurityHub'),
  ('DisableMacie'), ('DeleteAnalyzer'), ('DeleteAlarms'), ('DisableAlarmActions'),
  ('DeleteConfigurationRecorder'), ('DeleteConfigRule')
)
SELECT principal(id) AS subject,
  count(*) AS events,
  min(eventTime) AS firstSeen,
  max(eventTime) AS lastSeen,
  principal(id)
    || ' switched off or changed detection services with ' || counted(count(*), 'call') || failed(sum(isError))
    || ': ' || listed(json_group_array(eventName)) || '.' AS sentence,
  'eventName=' || (SELECT group_concat(name) FROM watched) || ' '
    || principal_filter(id) AS filter
FROM events
WHERE eventName IN (SELECT name FROM watched)
GROUP BY principal_filter(id)
