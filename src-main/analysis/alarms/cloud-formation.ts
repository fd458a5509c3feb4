import { memberOf, readYaml, type Yaml, type YamlMap } from '../sigma/read/yaml.ts'
import { type AlarmField, alarmFields, type Found, type FoundAlarm, type FoundMetric, type Written } from './found.ts'

/**
 * Metric filters, alarms and rules of a template of CloudFormation in YAML or JSON, or of a part of one that begins with its
 * resources. Null where the text is none. Source: CloudFormation template reference, `AWS::Logs::MetricFilter`,
 * `AWS::CloudWatch::Alarm`, `AWS::Events::Rule`. Throws `Refused`.
 */
export function readCloudFormation(text: string): Found | null {
  const template = readYaml({ text, before: 0 })
  if (template.kind !== 'map') return null
  const resources = memberOf(template, 'Resources') ?? template
  if (resources.kind !== 'map') return null
  const parameters = memberOf(template, 'Parameters')
  const reader = new ResourceReader(parameters?.kind === 'map' ? parameters : null)
  for (const { key, value } of resources.entries) reader.read(key, value)
  const { metrics, alarms, eventPatterns } = reader
  return metrics.length + alarms.length + eventPatterns.length === 0 ? null : { metrics, alarms, eventPatterns }
}

class ResourceReader implements Found {
  readonly metrics: FoundMetric[] = []
  readonly alarms: FoundAlarm[] = []
  readonly eventPatterns: { readonly title: string; readonly pattern: Written }[] = []

  constructor(private readonly parameters: YamlMap | null) {}

  read(label: string, resource: Yaml): void {
    if (resource.kind !== 'map') return
    const type = memberOf(resource, 'Type')
    const properties = memberOf(resource, 'Properties')
    if (type?.kind !== 'text' || properties?.kind !== 'map') return
    if (type.text === 'AWS::Logs::MetricFilter') this.#readFilter(label, properties)
    else if (type.text === 'AWS::CloudWatch::Alarm') this.#readAlarm(label, properties)
    else if (type.text === 'AWS::Events::Rule') this.#readRule(label, properties)
  }

  #readFilter(label: string, properties: YamlMap): void {
    const transformations = memberOf(properties, 'MetricTransformations')
    for (const part of transformations?.kind === 'list' ? transformations.parts : []) {
      if (part.kind !== 'map') continue
      this.metrics.push({
        title: this.#titleOf(properties, 'FilterName', label),
        label,
        pattern: this.#written(memberOf(properties, 'FilterPattern')),
        name: this.#written(memberOf(part, 'MetricName')),
        namespace: this.#written(memberOf(part, 'MetricNamespace')),
        value: this.#written(memberOf(part, 'MetricValue')),
        defaultValue: this.#written(memberOf(part, 'DefaultValue')),
        hasDimensions: isThere(memberOf(part, 'Dimensions')),
      })
    }
  }

  #readAlarm(label: string, properties: YamlMap): void {
    const fields = Object.fromEntries(alarmFields.map((name) => [name, this.#written(memberOf(properties, name))]))
    this.alarms.push({
      title: this.#titleOf(properties, 'AlarmName', label),
      fields: fields as Record<AlarmField, Written>,
      hasDimensions: isThere(memberOf(properties, 'Dimensions')),
      hasExpression: isThere(memberOf(properties, 'Metrics')),
    })
  }

  #readRule(label: string, properties: YamlMap): void {
    const pattern = memberOf(properties, 'EventPattern')
    if (pattern === undefined) return
    const text = pattern.kind === 'text' ? pattern.text : JSON.stringify(plain(pattern))
    this.eventPatterns.push({ title: this.#titleOf(properties, 'Name', label), pattern: { text } })
  }

  #titleOf(properties: YamlMap, key: string, label: string): string {
    const name = this.#written(memberOf(properties, key))
    return name !== null && 'text' in name ? name.text : label
  }

  #written(value: Yaml | undefined): Written {
    if (value === undefined || value.kind === 'null') return null
    if (value.kind === 'text') {
      if (value.tag === '!Ref') return this.#parameter(value.text)
      return value.tag?.startsWith('!') === true && value.tag !== '!Sub' ? { expression: `${value.tag} ${value.text}` } : withoutSub(value.text)
    }
    const ref = value.kind === 'map' ? memberOf(value, 'Ref') : undefined
    if (ref?.kind === 'text') return this.#parameter(ref.text)
    const sub = value.kind === 'map' ? memberOf(value, 'Fn::Sub') : undefined
    return sub?.kind === 'text' ? withoutSub(sub.text) : { expression: JSON.stringify(plain(value)) }
  } // biome-ignore format: one line a form

  /** By its default, which is what the template makes where nothing else is given. */
  #parameter(name: string): Written {
    const parameter = this.parameters === null ? undefined : memberOf(this.parameters, name)
    const text = parameter?.kind === 'map' ? memberOf(parameter, 'Default') : undefined
    return text?.kind === 'text' ? { text: text.text } : { expression: `Ref ${name}` }
  }
}

/** A text whose placeholders are not filled in is none. */
const withoutSub = (text: string): Written => (/\$\{(?!!)/.test(text) ? { expression: text } : { text })

const isThere = (value: Yaml | undefined): boolean =>
  value !== undefined && value.kind !== 'null' && (value.kind !== 'list' || value.parts.length > 0)

/** Scalars of event patterns are texts, numbers and flags. */
function plain(value: Yaml): unknown {
  switch (value.kind) {
    case 'null':
      return null
    case 'list':
      return value.parts.map(plain)
    case 'map':
      return Object.fromEntries(value.entries.map(({ key, value }) => [key, plain(value)]))
    case 'text':
      return /^(true|false|-?\d+(\.\d+)?)$/.test(value.text) && value.text.length < 16
        ? JSON.parse(value.text.replace(/^(-?)0+(?=\d)/, '$1'))
        : value.text
  }
}
