-- place: 9
-- title: Rights given
-- question: Who was given rights or keys?
-- columns: eventTime, eventName, userIdentityArn, errorCode, userName, policyArn, eventID
SELECT eventTime, eventName, userIdentityArn, errorCode,
  field(id, 'requestParameters.userName') AS userName,
  field(id, 'requestParameters.policyArn') AS policyArn,
  eventID
FROM events
WHERE eventSource = 'iam.amazonaws.com'
  AND (eventName LIKE 'Create%' OR eventName LIKE 'Attach%' OR eventName LIKE 'Put%Policy' OR eventName LIKE 'Add%')
ORDER BY eventTime, id
