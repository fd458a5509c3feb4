import { STSClient } from '@aws-sdk/client-sts'
import type { Connection } from '../../src-shared/model/acquisition.ts'
import { type AwsService, agentsFor } from './agents.ts'
import type { Patience } from './retrying.ts'

// The SDK's notice to whoever builds with it is none for whoever uses the program.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true'

/** How AWS is reached. */
export interface AwsAccess {
  readonly connection: Connection
  readonly patience: Patience
  /** A connection on which nothing comes for so long is given up. */
  readonly idleMs: number
  readonly signal: AbortSignal
  /** The Region to begin with. */
  readonly region: () => Promise<string>
}

/** What all clients of the SDK are made with. The SDK looks for credentials where the AWS CLI does. */
export function clientOptions(
  { connection, idleMs }: AwsAccess,
  service: AwsService,
  region: string,
  endpoint: string | null = null,
) {
  return {
    region,
    ...(connection.profile === null ? {} : { profile: connection.profile }),
    maxAttempts: 1,
    requestHandler: { connectionTimeout: idleMs, socketTimeout: idleMs, ...agentsFor(service, region, endpoint) },
  }
}

/** The SDK looks for it in the environment and the configuration; where there is none, any Region tells the right one. */
export async function regionToBeginWith({ region, profile }: Connection): Promise<string> {
  if (region !== null) return region
  const client = new STSClient(profile === null ? {} : { profile })
  try {
    return await client.config.region()
  } catch {
    return 'us-east-1'
  } finally {
    client.destroy()
  }
}

/** Counts the requests of a run, by the name of the call. */
export class Requests {
  readonly #counts = new Map<string, number>()

  count(call: string): void {
    this.#counts.set(call, (this.#counts.get(call) ?? 0) + 1)
  }

  get counts(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.#counts)
  }
}
