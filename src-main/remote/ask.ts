import type { Result } from '../../src-shared/base/result.ts'
import type {
  RemoteAnswer, RemoteListener, RemotePlace, RemoteQuery, RemoteTrouble,
} from '../../src-shared/model/remote.ts' // biome-ignore format: a list
import { trinoSecret } from '../../src-shared/words/remote-place.ts'
import { askAthena } from './athena.ts'
import { askTrino, type RemoteOptions } from './trino.ts'

/** Asks the engine of the place, with what AWS's configuration or the environment of the process has for it. */
export async function askRemote(
  query: RemoteQuery,
  place: RemotePlace,
  listener: RemoteListener,
  options: RemoteOptions,
): Promise<Result<RemoteAnswer, RemoteTrouble>> {
  if (place.engine === 'athena') return askAthena(query, place, listener, options)
  const secret = trinoSecret(place.endpoint, process.env)
  return secret.ok ? askTrino(query, { ...place, secret: secret.value }, listener, options) : secret
}
