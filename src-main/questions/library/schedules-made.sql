-- group: persistence
-- place: 3
-- title: Rules and schedules made
-- question: Who made rules, schedules, targets or state machines?
-- why: What runs by itself later: EventBridge, Scheduler, Step Functions, SSM associations (ATT&CK T1053).
-- parameters: none
-- next: functions-changed
-- columns: eventTime, eventSource, eventName, userIdentityArn, name, errorCode, eventID
SELECT eventTime, eventSource, eventName, userIdentityArn,
  coalesce(json_extract_scalar(requestParameters, '$.name'),
    json_extract_scalar(requestParameters, '$.rule')) AS name, errorCode, eventID
FROM events
WHERE eventName IN ('PutRule', 'PutTargets', 'EnableRule', 'CreateSchedule', 'UpdateSchedule', 'CreateStateMachine',
  'UpdateStateMachine', 'CreateAssociation', 'CreateMaintenanceWindow')
ORDER BY eventTime, eventID
