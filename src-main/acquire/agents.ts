import { HttpsProxyAgent } from 'https-proxy-agent'
import { getProxyForUrl } from 'proxy-from-env'

/** Objects that are fetched at a time, of which each has a connection. */
export const atATime = 32

/** The services that are asked, as the settings of the AWS SDKs call them. */
export type AwsService = 'S3' | 'STS' | 'CLOUDTRAIL' | 'SQS' | 'ATHENA'

/**
 * How connections to a service are made: through the proxy that `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY` name, as by the
 * AWS CLI (its user guide, "Using an HTTP proxy"). Node's own agents do not look at them.
 */
export function agentsFor(service: AwsService, region: string, endpoint: string | null) {
  const options = { keepAlive: true, maxSockets: atATime }
  const proxy = getProxyForUrl(endpoint ?? endpointOf(service, region))
  if (proxy === '') return { httpAgent: options, httpsAgent: options }
  const agent = new HttpsProxyAgent(proxy, options)
  return { httpAgent: agent, httpsAgent: agent }
}

/** A setting of the environment, or the name in AWS's own domain (AWS general reference, "Service endpoints"). */
export const endpointOf = (service: AwsService, region: string): string =>
  endpointSetting(service) ??
  `https://${service.toLowerCase()}.${region}.amazonaws.com${region.startsWith('cn-') ? '.cn' : ''}`

/** AWS SDKs and Tools reference guide, "Service-specific endpoints". */
export const endpointSetting = (service: AwsService): string | undefined =>
  process.env[`AWS_ENDPOINT_URL_${service}`] ?? process.env.AWS_ENDPOINT_URL
