import { describe, expect, test } from 'vitest'
import { readAlarms } from '../../../../src-main/analysis/alarms/read-alarms.ts'
import { formatFilter } from '../../../../src-shared/filter/text.ts'
import { defaultAlarm } from '../../../../src-shared/model/alarm.ts'

async function read(text: string) {
  const answer = await readAlarms(text)
  return answer.ok ? answer.value : answer.message
}

/** Title, filter and what is not as usual. */
async function told(text: string) {
  const answer = await readAlarms(text)
  if (!answer.ok) return answer.message
  const { alarms, refused } = answer.value
  return [
    ...alarms.map(({ title, filter, settings }) => [title, formatFilter(filter), Object.fromEntries(Object.entries(settings).filter(([name, value]) => value !== defaultAlarm[name as keyof typeof defaultAlarm]))]),
    ...refused.map(({ title, reason }) => [title, reason]),
  ]
} // biome-ignore format: one line a form

const yaml = `Parameters:
  Period: {Type: Number, Default: 600}
Resources:
  RootFilter:
    Type: AWS::Logs::MetricFilter
    Properties:
      LogGroupName: !Ref Group
      FilterPattern: '{ $.userIdentity.type = "Root" && $.eventType != "AwsServiceEvent" }'
      MetricTransformations:
        - {MetricName: RootUsed, MetricNamespace: CIS, MetricValue: "1", DefaultValue: 0}
  RootAlarm:
    Type: AWS::CloudWatch::Alarm
    Properties:
      AlarmName: root-used
      MetricName: RootUsed
      Namespace: CIS
      Statistic: Sum
      Period: !Ref Period
      Threshold: 2.5
      EvaluationPeriods: 3
      DatapointsToAlarm: 2
      ComparisonOperator: GreaterThanThreshold
      TreatMissingData: notBreaching
`
const asRead = [
  'root-used',
  'userIdentityType=Root NOT eventType=AwsServiceEvent',
  { period: 600, threshold: 2.5, evaluationPeriods: 3, datapointsToAlarm: 2, comparison: 'GreaterThanThreshold', treatMissingData: 'notBreaching', defaultValue: 0 },
] // biome-ignore format: a row

const terraform = `# Root
variable "period" { default = 600 }
resource "aws_cloudwatch_log_metric_filter" "root" {
  name           = "root-filter"
  pattern        = <<-EOT
    { $.userIdentity.type = "Root" &&
      $.eventType != "AwsServiceEvent" }
  EOT
  log_group_name = aws_cloudwatch_log_group.trail.name /* a group */
  metric_transformation {
    name          = "RootUsed"
    namespace     = "CIS"
    value         = "1"
    default_value = "0"
  }
}
resource "aws_cloudwatch_metric_alarm" "root" {
  alarm_name          = "root-used"
  metric_name         = aws_cloudwatch_log_metric_filter.root.metric_transformation[0].name
  namespace           = "CIS"
  statistic           = "Sum"
  period              = var.period
  threshold           = 2.5
  evaluation_periods  = 3
  datapoints_to_alarm = 2
  comparison_operator = "GreaterThanThreshold"
  treat_missing_data  = "notBreaching" // quiet
  alarm_actions       = [
    aws_sns_topic.alarms.arn, # "}" in a comment
  ]
  tags = { Team = "red" }
}
`
const json = JSON.stringify(
  {
    Resources: {
      RootFilter: {
        Type: 'AWS::Logs::MetricFilter',
        Properties: {
          FilterPattern: '{ $.userIdentity.type = "Root" && $.eventType != "AwsServiceEvent" }',
          MetricTransformations: [{ MetricName: 'RootUsed', MetricNamespace: 'CIS', MetricValue: '1', DefaultValue: 0 }],
        },
      },
      RootAlarm: {
        Type: 'AWS::CloudWatch::Alarm',
        Properties: { AlarmName: 'root-used', MetricName: 'RootUsed', Namespace: 'CIS', Statistic: 'Sum', Period: 600, Threshold: 2.5, EvaluationPeriods: 3, DatapointsToAlarm: 2, ComparisonOperator: 'GreaterThanThreshold', TreatMissingData: 'notBreaching' },
      },
    },
  },
  null,
  '\t',
) // biome-ignore format: a template

test.each([['YAML', yaml], ['JSON', json], ['Terraform', terraform]])('a metric filter and its alarm are read from %s', async (_, text) => {
  expect(await told(text)).toEqual([asRead])
}) // biome-ignore format: a list

describe('a pattern alone', () => {
  test('of CloudWatch Logs is watched by the usual alarm', async () => {
    expect(await told('  { ($.eventName = CreateTrail) || ($.eventName = StopLogging) }\n')).toEqual([
      ['Pattern', 'eventName=CreateTrail,StopLogging', {}],
    ])
    expect(await told('FilterPattern: "{ $.eventName = \\"StopLogging\\" }"')).toEqual([['Pattern', 'eventName=StopLogging', {}]])
  }) // biome-ignore format: a list

  test('of EventBridge is counted, and that it has no alarm is said', async () => {
    const answer = await read('{"detail": {"eventName": ["StopLogging"]}}')
    expect(answer).toMatchObject({ alarms: [{ notes: expect.arrayContaining([expect.stringContaining('EventBridge has no alarms')]) }] }) // biome-ignore format: a line
  })

  test('that is of other logs says which fields no record has', async () => {
    const answer = await read('{ $.latency > 500 || $.level = "ERROR" }')
    expect(answer).toMatchObject({ alarms: [{ notes: expect.arrayContaining([expect.stringContaining('no field latency, level')]) }] }) // biome-ignore format: a line
  })
})

describe('in a template', () => {
  test('a filter that nothing watches has the usual alarm, and an alarm whose metric nothing makes is refused', async () => {
    const apart = yaml.replace('MetricName: RootUsed\n      Namespace', 'MetricName: CPUUtilization\n      Namespace')
    expect(await told(apart)).toEqual([
      ['RootFilter', asRead[1], { defaultValue: 0 }],
      ['root-used', 'No metric filter of the text makes the metric “CPUUtilization”.'],
    ])
    expect(await read(apart)).toMatchObject({ alarms: [{ notes: expect.arrayContaining([expect.stringContaining('No alarm of the text')]) }] }) // biome-ignore format: a line
  })

  test('a metric whose name is not written out is that of the only filter', async () => {
    const open = yaml.replace('MetricName: RootUsed\n      Namespace', 'MetricName: !GetAtt Other.Name\n      Namespace') // biome-ignore format: a line
    expect(await told(open)).toEqual([asRead])
  })

  test('rules of EventBridge are read, too', async () => {
    const rule = 'Rule:\n  Type: AWS::Events::Rule\n  Properties:\n    EventPattern:\n      detail:\n        eventName: [StopLogging]\n' // biome-ignore format: a line
    expect(await told(rule)).toEqual([['Rule', 'eventName=StopLogging', {}]])
  })
})

const changed = (from: string, to: string) => told(yaml.replace(from, to))

test.each([
  ['Period: !Ref Period', 'Period: 0', 'The period is a multiple of 60 seconds up to 86,400, not 0: metric filters publish by the minute.'],
  ['Period: !Ref Period', 'Period: 90', 'The period is a multiple of 60 seconds up to 86,400, not 90: metric filters publish by the minute.'],
  ['Period: !Ref Period', 'Period: !Ref Other', 'Period is “Ref Other”, which is not computed.'],
  ['Threshold: 2.5', 'Threshold: NaN', 'Threshold is “NaN”, which is not computed.'],
  ['Threshold: 2.5', 'Threshold: 1e999', 'The threshold is a number, not Infinity.'],
  ['DatapointsToAlarm: 2', 'DatapointsToAlarm: 4', 'DatapointsToAlarm is a whole number from 1 to EvaluationPeriods, which is 3, not 4.'],
  ['EvaluationPeriods: 3', 'EvaluationPeriods: 1000', 'Period times EvaluationPeriods is at most 86,400 seconds here, not 600,000.'],
  ['Statistic: Sum', 'ExtendedStatistic: p99', 'The alarm watches a percentile, which is not computed.'],
  ['Statistic: Sum', 'Statistic: Median', 'Statistic is “Median”, which is not computed.'],
  ['TreatMissingData: notBreaching', 'TreatMissingData: perhaps', 'TreatMissingData is “perhaps”, which is not computed.'],
  ['MetricValue: "1"', 'MetricValue: $.size', 'The value of the metric is “$.size”: only numbers are computed.'],
  ['Namespace: CIS\n      Statistic', 'Namespace: CIS\n      Dimensions: [{Name: a, Value: b}]\n      Statistic', 'The metric has dimensions: its values are not told apart here.'],
  ["'{ $.userIdentity.type = \"Root\" && $.eventType != \"AwsServiceEvent\" }'", 'ERROR', 'The pattern is none for JSON, as records of CloudTrail are: it begins with { $.'],
  ["'{ $.userIdentity.type = \"Root\" && $.eventType != \"AwsServiceEvent\" }'", "'{ $.eventName = }'", 'Here belongs a value, at character 17, from “}”.'],
  ["'{ $.userIdentity.type = \"Root\" && $.eventType != \"AwsServiceEvent\" }'", `'{ $.eventName = ${'x'.repeat(1100)} }'`, 'The pattern has more than 1,024 characters, which AWS does not take.'],
])('an alarm that is not computed is refused with its reason: %s as %s', async (from, to, reason) => {
  expect(await changed(from, to)).toEqual([['root-used', reason]])
}) // biome-ignore format: a table

test.each([
  ['', 'No metric filter was found'],
  ['eventName=StopLogging', 'No metric filter was found'],
  ['[ip, user, status = 404]', 'No metric filter was found'],
  ['{ $.eventName = ', 'Here belongs a value, at the end.'],
  ['{"Resources": {"A": {"Type": "AWS::Logs::MetricFilter"', 'The text is not read: '],
  ['A: [\n  Type: AWS::Logs::MetricFilter', 'The text is not read: line '],
  [`a: &a [1]\n${Array.from({ length: 40 }, (_, at) => `b${at}: &b${at} [*${at === 0 ? 'a' : `b${at - 1}`}, *${at === 0 ? 'a' : `b${at - 1}`}]`).join('\n')}\nType: AWS::Logs::MetricFilter`, 'aliases written out'],
  [`${'['.repeat(5_000)} AWS::Logs::MetricFilter`, 'The text is not read: '],
  ['resource "aws_cloudwatch_log_metric_filter" "a" {\n  name = "x"\n', 'The text is not read: “}” is expected in line 3.'],
  ['resource "aws_cloudwatch_log_metric_filter" "a" {\n  pattern = <<EOT\n{ $.eventName = A }\n', '“EOT” ends no text in line 4.'],
  [`resource "aws_cloudwatch_log_metric_filter" "a" ${'{ b '.repeat(100)}`, 'nested more than 32 deep'],
  ['x'.repeat(300_000), 'The text has more than 262,144 characters.'],
])('a text that holds none, or is broken, is told: %s', async (text, message) => {
  expect(await read(text)).toEqual(expect.stringContaining(message))
}) // biome-ignore format: a table
