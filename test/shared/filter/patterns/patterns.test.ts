import { expect, test } from 'vitest'
import { formatFilter, readFilter } from '../../../../src-shared/filter/text.ts'

const read = (text: string) => {
  const reading = readFilter(text)
  return reading.ok ? formatFilter(reading.value.filter) : reading.message
}

test.each([
  ['{ ($.eventName = ConsoleLogin) && ($.errorMessage = "Failed authentication") }', 'eventName=ConsoleLogin errorMessage="Failed authentication"'],
  ['{ $.userIdentity.type = "Root" && $.userIdentity.invokedBy NOT EXISTS && $.eventType != "AwsServiceEvent" }', 'userIdentityType=Root invokedBy!=* NOT eventType=AwsServiceEvent'],
  ['{($.errorCode = "*UnauthorizedOperation") || ($.errorCode = "AccessDenied*")}', '(errorCode=~"(?s-i)^.*UnauthorizedOperation$" OR errorCode=~"(?s-i)^AccessDenied.*$")'],
  ['{ ($.eventName = A) || ($.eventName = B*) || ($.eventName = C) || ($.readOnly IS TRUE) }', '(eventName=A,C OR eventName=~"(?s-i)^B.*$" OR readOnly=true)'],
  ['{ $.requestParameters.maxResults >= 100 }', '$.requestParameters.maxResults>=100'],
  ['{ $.requestParameters.maxResults > 100 }', '$.requestParameters.maxResults>=100 NOT $.requestParameters.maxResults<=100'],
  ['{ $.readOnly IS FALSE }', 'readOnly=false'],
  ['{ $.eventTime = "2024*" }', '$.eventTime=~"(?s-i)^2024.*$"'],
  ['{ $["eventName"] = %^Create(User|Role)% }', 'eventName=~"(?-i)^Create(User|Role)"'],
  ['FilterPattern: "{ $.eventName = \\"StopLogging\\" }"', 'eventName=StopLogging'],
  ["  pattern = '{ $.eventSource = kms.amazonaws.com }'", 'eventSource=kms.amazonaws.com'],
])('a metric filter pattern is pasted as it is: %s', (pattern, filter) => {
  expect(read(pattern)).toBe(filter)
}) // biome-ignore format: a table

test.each([
  ['{"detail":{"eventSource":["iam.amazonaws.com"],"eventName":["CreateUser",{"prefix":"Delete"}]}}', 'eventSource=iam.amazonaws.com (eventName=CreateUser OR eventName=~"(?-i)^Delete")'],
  ['{"source":["aws.iam"],"account":["111122223333"],"detail":{"errorCode":[{"exists":false}]}}', 'recipientAccountId=111122223333 errorCode!=*'],
  ['{"eventName":[{"anything-but":["GetUser",  "ListUsers"]}]}', 'eventName=* NOT (eventName=GetUser OR eventName=ListUsers)'],
  ['{"eventName":[{"anything-but":{"prefix":"Get"}}]}', 'eventName=* NOT eventName=~"(?-i)^Get"'],
  ['{"sourceIPAddress":[{"cidr":"10.0.0.0/8"}]}', 'sourceIPAddress=10.0.0.0/8'],
  ['{"requestParameters":{"maxResults":[{"numeric":[">",0,"<=",5]}]}}', '$.requestParameters.maxResults>=0 NOT $.requestParameters.maxResults<=0 $.requestParameters.maxResults<=5'],
  ['{"$or":[{"eventName":["A"]},{"eventName":[{"wildcard":"B*c"}]}]}', '(eventName=A OR eventName=~"(?s-i)^B.*c$")'],
  ['{"eventName":[{"equals-ignore-case":"createuser"},{"suffix":"Policy"}]}', '(eventName=~^createuser$ OR eventName=~"(?-i)Policy$")'],
])('an event pattern is pasted as it is: %s', (pattern, filter) => {
  expect(read(pattern)).toBe(filter)
}) // biome-ignore format: a table

test.each([
  ['{ $.eventName = }', 'Here belongs a value, at character 17, from “}”'],
  ['{ ($.eventName = A }', 'Here belongs “)”, at character 20, from “}”'],
  ['{ $.eventName = A } more', 'Nothing may follow the closing brace, at character 21, from “more”'],
  ['{ $.requestParameters.n > many }', '“many” is no number, at character 1, from “{ $.requestParameters.n > many }”'],
  ['{"eventName":[{"sounds-like":"x"}]}', '“sounds-like” at “eventName” is no comparison that is known, at character 1, from “{"eventName":[{"sounds-like":"x"}]}”'],
  ['{"eventName":"CreateUser","x":[]}', '“eventName” takes a list of values, at character 1, from “{"eventName":"CreateUser","x":[]}”'],
  ['{"userAgent":[{"cidr":"10.0.0.0/8"}]}', '“userAgent” is no address: cidr is for sourceIPAddress, at character 1, from “{"userAgent":[{"cidr":"10.0.0.0/8"}]}”'],
])('what has no filter that means the same is refused with its reason: %s', (pattern, message) => {
  expect(read(pattern)).toBe(message)
}) // biome-ignore format: a table

test('what was read otherwise than AWS has it is said', () => {
  const notes = (text: string) => {
    const reading = readFilter(text)
    return reading.ok ? reading.value.notes : []
  }
  expect(notes('{ $.eventName = A }')).toEqual([expect.stringContaining('Of an absent field != holds')])
  expect(notes('{"source":["aws.iam"],"detail":{"eventName":["A"]}}')).toEqual([expect.stringContaining('source of the envelope: not told by records')])
}) // biome-ignore format: one line an expectation

test('filter text that only looks like a pattern stays filter text', () => {
  expect(read('"{ $.eventName = A }"')).toBe('"{ $.eventName = A }"')
  expect(read('eventName=A')).toBe('eventName=A')
})

test('deeply nested and long patterns end', () => {
  expect(read(`{ ${'('.repeat(20_000)}$.a = 1 }`)).toContain('Groups are nested too deeply, at character')
  expect(read(`{ ${Array.from({ length: 500 }, (_, at) => `$.eventName = E${at}`).join(' || ')} }`)).toContain(',E498,E499')
}) // biome-ignore format: one line an expectation
