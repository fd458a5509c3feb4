-- id: role-passed-by-newcomer
-- title: Role passed to compute by a principal that did not before
-- severity: low
-- technique: T1098.003, T1578.002
-- why: Whoever passes a strong role to an instance, a function or a stack acts with it. Looks at roles that others
--   passed earlier in the case, more than a day before.
-- benign: A new member of a team; a renamed pipeline.
-- next: What the role allows, and its sessions afterwards.
-- from: Rhino Security Labs, "AWS IAM privilege escalation: methods and mitigation" (iam:PassRole)
-- learns: who passes a role
-- calls: ec2.amazonaws.com: RunInstances; lambda.amazonaws.com: CreateFunction*; cloudformation.amazonaws.com:
--   CreateStack
WITH passed AS MATERIALIZED (
  SELECT id, eventTime, eventTimeMs, eventName, isError, principal(id) AS who,
    coalesce(field(id, 'requestParameters.role'), field(id, 'requestParameters.roleARN'),
      field(id, 'requestParameters.iamInstanceProfile.arn'), field(id, 'requestParameters.iamInstanceProfile.name')) AS role
  FROM calls
  WHERE invokedBy IS NULL
), firsts AS (
  SELECT who, role, min(eventTimeMs) AS since, min(iif(is_usual(id), eventTimeMs, NULL)) AS usual
  FROM passed WHERE role IS NOT NULL GROUP BY who, role
)
SELECT who || ' ' || role AS subject,
  count(*) AS events,
  min(eventTime) AS firstSeen,
  max(eventTime) AS lastSeen,
  who || ' passed ' || role || ' with ' || counted(count(*), 'call') || failed(sum(isError)) || ': '
    || listed(json_group_array(eventName)) || '. Others passed it before.' AS sentence,
  filter_events(json_group_array(id)) AS filter
FROM passed JOIN firsts USING (who, role)
WHERE EXISTS (
  SELECT 1 FROM firsts AS earlier
  WHERE earlier.role = firsts.role AND earlier.who <> firsts.who AND earlier.since < coalesce(firsts.usual, firsts.since) - 86400000
)
GROUP BY who, role
