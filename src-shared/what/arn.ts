/** Source: IAM user guide, "Identify AWS resources with Amazon Resource Names (ARNs)". */
export interface Arn {
  readonly partition: string
  readonly service: string
  /** Empty for resources without a Region. */
  readonly region: string
  /** Empty for resources without an account, such as buckets; `aws` for what AWS manages. */
  readonly account: string
  readonly resource: string
}

/** Null unless it is an ARN. */
export function parseArn(text: string): Arn | null {
  if (!text.startsWith('arn:')) return null
  const [, partition, service, region, account, ...resource] = text.split(':')
  if (partition === undefined || service === undefined || resource.length === 0) return null
  return { partition, service, region: region!, account: account!, resource: resource.join(':') }
}

export interface NamedResource {
  /** `role`, `trail`, … */
  readonly noun: string
  readonly name: string
}

/** What kind of resource an ARN names, and its name without the path of IAM. */
export function resourceOfArn({ service, account, resource }: Arn): NamedResource {
  if (service === 's3' && account === '') return { noun: resource.includes('/') ? 'object' : 'bucket', name: resource }
  const [, noun, name] = /^([a-z][a-z-]*)[/:](.+)$/is.exec(resource) ?? []
  if (noun === undefined || name === undefined) return { noun: service, name: resource }
  return { noun, name: service === 'iam' ? name.slice(name.lastIndexOf('/') + 1) : name }
}
