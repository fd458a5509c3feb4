-- id: made-public
-- title: Resource opened to everyone
-- severity: high
-- why: What everyone may read is found within hours.
-- benign: A bucket that serves a public site; an image that is meant for all; a condition that narrows the policy
--   again, which is not looked at.
-- from: MITRE ATT&CK T1537 (Transfer Data to Cloud Account)
SELECT principal(id) AS subject,
  count(*) AS events,
  min(eventTime) AS firstSeen,
  max(eventTime) AS lastSeen,
  principal(id)
    || ' opened resources to everyone with ' || counted(count(*), 'call') || failed(sum(isError))
    || ': ' || listed(json_group_array(eventName)) || '.' AS sentence,
  filter_events(json_group_array(id)) AS filter
FROM events
WHERE eventName IN ('PutBucketPolicy', 'PutBucketAcl', 'ModifySnapshotAttribute', 'ModifyImageAttribute',
    'ModifyDBSnapshotAttribute', 'ModifyDBClusterSnapshotAttribute', 'SetQueueAttributes', 'SetTopicAttributes')
  AND (
    -- Effect and Principal of one statement, in either order; SQS and SNS write the policy as text within the text.
    requestParameters REGEXP
      '\\?"Effect\\?": *\\?"Allow\\?"[^{}]*\\?"Principal\\?": *(\{ *\\?"AWS\\?": *)?\[? *\\?"\*'
    OR requestParameters REGEXP
      '\\?"Principal\\?": *(\{ *\\?"AWS\\?": *)?\[? *\\?"\*[^{}]*\}?[^{}]*\\?"Effect\\?": *\\?"Allow'
    OR requestParameters REGEXP '/groups/global/A|"x-amz-acl":\[?"(public|authenticated)-read'
    OR requestParameters REGEXP '"add":\{"items":\[[^\]]*"group":"all"|"valuesToAdd":\["all"'
  )
GROUP BY principal_filter(id)
