-- id: joined-administrators
-- title: User added to a group of administrators, or by itself
-- severity: medium
-- technique: T1098.003
-- why: Members of a group have all its policies. Looks at groups that got AdministratorAccess in this case or whose name
--   says administrator, power or root, and at users who add themselves to any group.
-- benign: A new administrator.
-- next: The policies of the group, and what the user did afterwards.
-- from: MITRE ATT&CK T1098.003 (Additional Cloud Roles)
-- calls: iam.amazonaws.com: AddUserToGroup
-- did: added users to groups
-- tells: field(id, 'requestParameters.userName') || ' joined ' || field(id, 'requestParameters.groupName')
WHERE field(id, 'requestParameters.groupName') REGEXP '[Aa][Dd][Mm][Ii][Nn]|[Pp][Oo][Ww][Ee][Rr]|[Rr][Oo][Oo][Tt]'
  OR field(id, 'requestParameters.userName') = userName
  OR field(id, 'requestParameters.groupName') IN (
    SELECT field(attached.id, 'requestParameters.groupName')
    FROM events AS attached
    WHERE attached.eventName = 'AttachGroupPolicy' AND attached.eventSource = 'iam.amazonaws.com'
      AND field(attached.id, 'requestParameters.policyArn') GLOB 'arn:*:iam::aws:policy/AdministratorAccess'
  )
