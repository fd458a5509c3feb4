-- id: instance-user-data-changed
-- title: User data of an instance changed
-- severity: medium
-- technique: T1651, T1578.005
-- why: Commands in user data run as root when the instance starts. Who may stop and start an instance runs them without
--   any right on it.
-- benign: A template or a boot script that was mended.
-- next: Whether the instance was stopped and started around it, and what its role did afterwards.
-- from: Amazon EC2 user guide, "Run commands on your EC2 instance at launch with user data"; GuardDuty
--   EC2UserDataModified
-- calls: ec2.amazonaws.com: ModifyInstanceAttribute, StopInstances, StartInstances
WITH named AS MATERIALIZED (
  SELECT id, eventTime, eventTimeMs, eventName, isError, principal(id) AS subject, principal_filter(id) AS who,
    coalesce(field(id, 'requestParameters.instanceId'), field(id, 'requestParameters.instancesSet')) AS instances
  FROM calls
), changed AS (
  SELECT id, eventTimeMs, who, instances AS instance
  FROM named
  WHERE eventName = 'ModifyInstanceAttribute'
    AND (field(id, 'requestParameters.userData') IS NOT NULL OR field(id, 'requestParameters.attribute') = 'userData')
), around AS (
  SELECT changed.instance, named.*
  FROM changed
  -- Stopped, changed and started is one act: within an hour.
  JOIN named ON named.who = changed.who AND instr(named.instances, changed.instance)
    AND named.eventTimeMs BETWEEN changed.eventTimeMs - 3600000 AND changed.eventTimeMs + 3600000
  WHERE named.eventName <> 'ModifyInstanceAttribute' OR named.id IN (SELECT id FROM changed)
  GROUP BY changed.instance, named.id
)
SELECT subject || ' on ' || instance AS subject,
  count(*) AS events,
  min(eventTime) AS firstSeen,
  max(eventTime) AS lastSeen,
  subject || ' changed the user data of ' || instance || ' ' || counted(sum(eventName = 'ModifyInstanceAttribute'), 'time')
    || failed(sum(isError AND eventName = 'ModifyInstanceAttribute'))
    || CASE WHEN max(eventName = 'StartInstances' AND NOT isError) THEN ' and started it within the hour.'
      ELSE '; within the hour it did not start it.' END AS sentence,
  filter_events(json_group_array(id)) AS filter
FROM around
GROUP BY who, instance
