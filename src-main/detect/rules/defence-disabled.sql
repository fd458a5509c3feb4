-- id: defence-disabled
-- title: Detection service switched off
-- severity: high
-- why: Detectors and flow logs are switched off to go unseen.
-- benign: Moving a service to another account or Region; tearing down a test account.
WITH watched(name) AS (VALUES
  ('DeleteDetector'), ('UpdateDetector'), ('StopMonitoringMembers'), ('DisassociateFromMasterAccount'),
  ('DisassociateFromAdministratorAccount'), ('DeleteMembers'), ('DeleteFlowLogs'), ('DisableSecurityHub'),
  ('DisableMacie'), ('DeleteAnalyzer'), ('DeleteAlarms'), ('DisableAlarmActions'),
  ('DeleteConfigurationRecorder'), ('DeleteConfigRule')
)
SELECT principal_name(userIdentityArn, userName, invokedBy) AS subject,
  count(*) AS events,
  min(eventTimeMs) AS firstSeen,
  max(eventTimeMs) AS lastSeen,
  principal_name(userIdentityArn, userName, invokedBy) || ' switched off or changed detection services with ' || counted(count(*), 'call')
    || failed(count(errorCode)) || ': ' || group_concat(DISTINCT eventName ORDER BY eventName) || '.' AS sentence,
  'eventName=' || (SELECT group_concat(name) FROM watched) || ' '
    || principal_filter(userIdentityArn, userName, invokedBy) AS filter
FROM events
WHERE eventName IN (SELECT name FROM watched)
GROUP BY principal_filter(userIdentityArn, userName, invokedBy)
