-- group: identity
-- place: 5
-- title: Changes of IAM policies
-- question: Which IAM policies were changed, by whom?
-- why: The sixteen APIs of CIS 4.4 (metric filter for IAM policy changes).
-- parameters: none
-- next: rights-given, trust-policies
-- columns: eventTime, eventName, userIdentityArn, policy, errorCode, eventID
SELECT eventTime, eventName, userIdentityArn,
  coalesce(json_extract_scalar(requestParameters, '$.policyName'),
    json_extract_scalar(requestParameters, '$.policyArn')) AS policy, errorCode, eventID
FROM events
WHERE eventSource = 'iam.amazonaws.com'
  AND eventName IN ('DeleteGroupPolicy', 'DeleteRolePolicy', 'DeleteUserPolicy', 'PutGroupPolicy', 'PutRolePolicy',
    'PutUserPolicy', 'CreatePolicy', 'DeletePolicy', 'CreatePolicyVersion', 'DeletePolicyVersion', 'AttachRolePolicy',
    'DetachRolePolicy', 'AttachUserPolicy', 'DetachUserPolicy', 'AttachGroupPolicy', 'DetachGroupPolicy')
ORDER BY eventTime, eventID
