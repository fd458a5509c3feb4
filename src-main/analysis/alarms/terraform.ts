import { type AlarmField, alarmFields, type Found, type FoundAlarm, type FoundMetric, type Written } from './found.ts'
import { type HclBlock, type HclBody, readHcl } from './hcl.ts'

/**
 * Metric filters, alarms and rules of Terraform code. Source: documentation of the AWS provider,
 * `aws_cloudwatch_log_metric_filter`, `aws_cloudwatch_metric_alarm`, `aws_cloudwatch_event_rule`. Throws `Unreadable`.
 */
export function readTerraform(text: string): Found {
  const { blocks } = readHcl(text)
  const variables = new Map(blocks.filter(({ type }) => type === 'variable').map(({ labels, body }) => [labels[0], body]))
  const writtenIn = (body: HclBody, name: string): Written => {
    const value = body.attributes.get(name) ?? null
    if (value === null || 'text' in value) return value?.text === 'null' ? null : value
    const variable = /^var\.([\w-]+)$/.exec(value.expression)?.[1]
    const fallback = variable === undefined ? undefined : variables.get(variable)?.attributes.get('default')
    return fallback !== undefined && 'text' in fallback ? fallback : value
  }
  const of = (type: string): readonly HclBlock[] =>
    blocks.filter((block) => block.type === 'resource' && block.labels[0] === type)
  return {
    metrics: of('aws_cloudwatch_log_metric_filter').flatMap((block) => metricsOf(block, writtenIn)),
    alarms: of('aws_cloudwatch_metric_alarm').map((block) => alarmOf(block, writtenIn)),
    eventPatterns: of('aws_cloudwatch_event_rule')
      .map((block) => ({ title: titleOf(block, writtenIn, 'name'), pattern: writtenIn(block.body, 'event_pattern') }))
      .filter(({ pattern }) => pattern !== null),
  }
} // biome-ignore format: one line a thing

type WrittenIn = (body: HclBody, name: string) => Written

function metricsOf(block: HclBlock, writtenIn: WrittenIn): readonly FoundMetric[] {
  const { body, labels } = block
  return body.blocks
    .filter(({ type }) => type === 'metric_transformation')
    .map(({ body: transformation }) => ({
      title: titleOf(block, writtenIn, 'name'),
      label: labels[1] ?? '',
      pattern: writtenIn(body, 'pattern'),
      name: writtenIn(transformation, 'name'),
      namespace: writtenIn(transformation, 'namespace'),
      value: writtenIn(transformation, 'value'),
      defaultValue: writtenIn(transformation, 'default_value'),
      hasDimensions: transformation.attributes.has('dimensions'),
    }))
}

function alarmOf(block: HclBlock, writtenIn: WrittenIn): FoundAlarm {
  const { body } = block
  const fields = Object.fromEntries(alarmFields.map((name) => [name, writtenIn(body, inTerraform(name))]))
  return {
    title: titleOf(block, writtenIn, 'alarm_name'),
    fields: fields as Record<AlarmField, Written>,
    hasDimensions: body.attributes.has('dimensions'),
    hasExpression: body.blocks.some(({ type }) => type === 'metric_query'),
  }
}

/** `DatapointsToAlarm` as `datapoints_to_alarm`. */
const inTerraform = (field: AlarmField): string =>
  field.replaceAll(/(?<!^)[A-Z]/g, (letter) => `_${letter}`).toLowerCase()

function titleOf({ body, labels }: HclBlock, writtenIn: WrittenIn, name: string): string {
  const written = writtenIn(body, name)
  return written !== null && 'text' in written ? written.text : (labels[1] ?? '')
}
