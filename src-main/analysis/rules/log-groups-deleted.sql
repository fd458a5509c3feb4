-- id: log-groups-deleted
-- title: Logs of CloudWatch deleted or cut short
-- severity: medium
-- technique: T1562.008
-- why: Application, flow and function logs lie in log groups; a deleted one is gone for good.
-- benign: Tearing down an application or a test account; cutting costs.
-- next: What the log groups held, and which calls came before.
-- from: MITRE ATT&CK T1562.008 (Disable or Modify Cloud Logs)
-- calls: logs.amazonaws.com: DeleteLogGroup, DeleteLogStream, DeleteSubscriptionFilter, DeleteDestination,
--   PutRetentionPolicy
-- did: deleted logs or cut their retention
WHERE (
  -- Retentions of up to a week: CloudWatch Logs takes 1, 3, 5, 7, 14, … days.
  eventName <> 'PutRetentionPolicy' OR requestParameters REGEXP '"retentionInDays":[1357][,}]'
)
