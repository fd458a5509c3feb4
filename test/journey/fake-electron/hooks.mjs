const stand = new URL('./electron.mjs', import.meta.url).href

export const resolve = (name, context, next) =>
  name === 'electron' ? { url: stand, shortCircuit: true } : next(name, context)

/**
 * Electron becomes ready only after its entry has been evaluated: an entry that awaits readiness at its top level waits
 * for ever (electron/electron#40719). The stand-in learns of that end by a last statement, and shows the same.
 */
export async function load(url, context, next) {
  const loaded = await next(url, context)
  return url.endsWith('/out/main/index.js')
    ? { ...loaded, source: `${loaded.source}\nglobalThis.entryIsEvaluated()\n` }
    : loaded
}
