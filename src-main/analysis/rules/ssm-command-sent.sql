-- id: ssm-command-sent
-- title: Command run on instances
-- severity: medium
-- technique: T1651
-- why: Systems Manager runs the command with the rights of root or SYSTEM, without a port or a password of the
--   instance. What was run stands in no record.
-- benign: Operations and deployment tools that manage instances with Run Command. Patching, inventory and updates of
--   the agent are left out.
-- next: On which instances it ran, and what their roles did afterwards.
-- from: MITRE ATT&CK T1651 (Cloud Administration Command); GuardDuty and Sigma watch SendCommand, too
-- calls: ssm.amazonaws.com: SendCommand
-- callers: not AWS services
-- did: ran commands on instances
WHERE coalesce(field(id, 'requestParameters.documentName'), '') NOT IN (
    'AWS-RunPatchBaseline', 'AWS-GatherSoftwareInventory', 'AWS-UpdateSSMAgent')
