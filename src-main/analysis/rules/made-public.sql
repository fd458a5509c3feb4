-- id: made-public
-- title: Resource opened to everyone
-- severity: high
-- technique: T1537, T1530
-- why: What everyone may read is found within hours.
-- benign: A bucket that serves a public site; an image that is meant for all; a condition that narrows the policy
--   again, which is not looked at.
-- next: Whether something was read meanwhile, where data events are logged.
-- from: MITRE ATT&CK T1537 (Transfer Data to Cloud Account)
-- calls: s3.amazonaws.com: PutBucketPolicy, PutBucketAcl; ec2.amazonaws.com: ModifySnapshotAttribute,
--   ModifyImageAttribute; rds.amazonaws.com: ModifyDBSnapshotAttribute, ModifyDBClusterSnapshotAttribute;
--   sqs.amazonaws.com: SetQueueAttributes; sns.amazonaws.com: SetTopicAttributes
-- did: opened resources to everyone
WHERE (
    -- Effect and Principal of one statement, in either order; SQS and SNS write the policy as text within the text.
    requestParameters REGEXP
      '\\?"Effect\\?": *\\?"Allow\\?"[^{}]*\\?"Principal\\?": *(\{ *\\?"AWS\\?": *)?\[? *\\?"\*'
    OR requestParameters REGEXP
      '\\?"Principal\\?": *(\{ *\\?"AWS\\?": *)?\[? *\\?"\*[^{}]*\}?[^{}]*\\?"Effect\\?": *\\?"Allow'
    OR requestParameters REGEXP '/groups/global/A|"x-amz-acl":\[?"(public|authenticated)-read'
    OR requestParameters REGEXP '"add":\{"items":\[[^\]]*"group":"all"|"valuesToAdd":\["all"'
  )
