import type { SchemaTable } from '../../../src-shared/contract.ts'

interface Example {
  readonly question: string
  readonly sql: string
}

/** Questions an analyst begins with, each to be changed. A test runs them all. */
export const examples: readonly Example[] = [
  {
    question: 'Which API calls were made most, and how often did they fail?',
    sql: `SELECT eventSource, eventName, COUNT(*) AS events, COUNT(errorCode) AS errors
FROM events
GROUP BY eventSource, eventName
ORDER BY events DESC`,
  },
  {
    question: 'Who acted, from how many addresses?',
    sql: `SELECT userIdentityArn, COUNT(*) AS events, COUNT(DISTINCT sourceIPAddress) AS addresses,
  COUNT(DISTINCT accessKeyId) AS accessKeys
FROM events
GROUP BY userIdentityArn
ORDER BY events DESC`,
  },
  {
    question: 'Who was denied what?',
    sql: `SELECT userIdentityArn, eventName, errorCode, COUNT(*) AS events
FROM events
WHERE errorCode LIKE '%Denied%' OR errorCode LIKE '%Unauthorized%'
GROUP BY userIdentityArn, eventName, errorCode
ORDER BY events DESC`,
  },
  {
    question: 'Which credentials were handed out, and to whom?',
    sql: `SELECT eventTime, eventName, userIdentityArn, requestedRoleArn, issuedSessionArn, issuedAccessKeyId, eventID
FROM events
WHERE issuedAccessKeyId IS NOT NULL
ORDER BY eventTime`,
  },
  {
    question: 'Which access keys were used from more than one address?',
    sql: `SELECT accessKeyId, COUNT(DISTINCT sourceIPAddress) AS addresses, COUNT(*) AS events
FROM events
WHERE accessKeyId IS NOT NULL
GROUP BY accessKeyId
HAVING addresses > 1
ORDER BY addresses DESC`,
  },
  {
    question: 'Who signed in to the console, and was MFA used?',
    sql: `SELECT eventTime, userIdentityType, userIdentityArn, sourceIPAddress, consoleLogin, mfaUsed, eventID
FROM events
WHERE eventName = 'ConsoleLogin'
ORDER BY eventTime`,
  },
  {
    question: 'What did the root user do?',
    sql: `SELECT eventTime, eventSource, eventName, sourceIPAddress, errorCode, eventID
FROM events
WHERE userIdentityType = 'Root' AND invokedBy IS NULL
ORDER BY eventTime`,
  },
  {
    question: 'Who was given rights or keys?',
    sql: `SELECT eventTime, eventName, userIdentityArn, errorCode,
  field(id, 'requestParameters.userName') AS userName, field(id, 'requestParameters.policyArn') AS policyArn, eventID
FROM events
WHERE eventSource = 'iam.amazonaws.com' AND (eventName LIKE 'Create%' OR eventName LIKE 'Attach%'
  OR eventName LIKE 'Put%Policy' OR eventName LIKE 'Add%')
ORDER BY eventTime`,
  },
  {
    question: 'Was logging, or what protects it, changed?',
    sql: `SELECT eventTime, eventName, userIdentityArn, sourceIPAddress, errorCode, eventID
FROM events
WHERE eventName IN ('StopLogging', 'DeleteTrail', 'UpdateTrail', 'PutEventSelectors', 'DeleteFlowLogs',
  'DeleteDetector', 'StopConfigurationRecorder', 'PutBucketLifecycle', 'ScheduleKeyDeletion')
ORDER BY eventTime`,
  },
]

/** What stands in the editor before anything was written. */
export const firstQuery = `${examples[0]!.sql}\n`

/** Without a table of that name in the case's database the questions would only fail. */
export const examplesFor = (schema: readonly SchemaTable[]): readonly Example[] =>
  schema.some(({ name }) => name === 'events') ? examples : []
