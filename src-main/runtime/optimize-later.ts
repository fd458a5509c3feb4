import { setFlagsFromString } from 'node:v8'

/**
 * A case is opened in seconds, by code of which most runs for some milliseconds on each of several threads. V8 would
 * optimize it after about 70 KB of executed bytecode, which costs other threads more time than it saves; what is really
 * hot gets there all the same. Measured at one million events with V8 11, which Node 20 has: 6 % less CPU for `info`,
 * 9 % less for `verify`. Later versions weigh otherwise and do not know the flag. To be called before threads are
 * started.
 */
export function optimizeLater(): void {
  if (process.versions.v8.startsWith('11.')) setFlagsFromString('--interrupt-budget=600000')
}
