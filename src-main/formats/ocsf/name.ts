import { isObject, type JsonObject } from './fields.ts'

/** Every OCSF event has a class and says what product it is of (schema.ocsf.io, base event: class_uid, metadata). */
export const isOcsf = (value: unknown): value is JsonObject =>
  isObject(value) && 'class_uid' in value && isObject(value.metadata) && isObject(value.metadata.product)

/** Security Lake writes `CloudTrail`, other mappings `AWS CloudTrail`, `cloudtrail`. */
export const isProductCloudTrail = (product: unknown): boolean =>
  typeof product === 'string' && /cloudtrail/i.test(product)

export const isOfCloudTrail = (event: JsonObject): boolean => isProductCloudTrail(productOf(event)?.name)

/** `OCSF 1.1.0, API Activity (6003)` */
export function nameOfOcsf(event: JsonObject): string {
  const version = isObject(event.metadata) ? event.metadata.version : undefined
  return `${typeof version === 'string' ? `OCSF ${version}` : 'OCSF'}, ${classOf(event)}`
}

/** `OCSF event of Amazon VPC, Network Activity (4001)` */
export function nameOfOther(event: JsonObject): string {
  const product = productOf(event)
  return `OCSF event of ${product?.name ?? product?.vendor_name ?? 'no named product'}, ${classOf(event)}`
}

const productOf = ({ metadata }: JsonObject): JsonObject | null =>
  isObject(metadata) && isObject(metadata.product) ? metadata.product : null

const classOf = ({ class_name: name, class_uid: uid }: JsonObject): string =>
  typeof name === 'string' ? `${name} (${uid})` : `class ${uid}`

/** Other sources of Security Lake (its user guide, "Collecting data from AWS services"), by what their product is named. */
export const otherSources = [
  ['OCSF events of VPC flow logs', /vpc|flow/i],
  ['OCSF events of Route 53', /route ?53/i],
  ['OCSF events of Security Hub', /security ?hub/i],
  ['OCSF events of EKS', /eks/i],
  ['OCSF events of WAF', /waf/i],
] as const
