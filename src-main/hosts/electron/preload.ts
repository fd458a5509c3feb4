import { contextBridge, ipcRenderer, webUtils } from 'electron'
import { type Bridge, callNames, type Pushed, type PushName, pushNames } from '../../../src-shared/contract/index.ts'

/** All that a page can reach outside itself: the contract's calls and pushes by name, and paths of dropped files. */
const bridge: Bridge = {
  invoke: (name, input) =>
    callNames.includes(name)
      ? ipcRenderer.invoke(name, input)
      : Promise.reject(new Error(`There is no call “${String(name)}”`)),
  subscribe<N extends PushName>(name: N, listener: (value: Pushed<N>) => void) {
    if (!pushNames.includes(name)) throw new Error(`There is no push “${String(name)}”`)
    // The event itself stays here: it holds `sender`, through which a page could send anything.
    const hand = (_event: unknown, value: Pushed<N>) => listener(value)
    ipcRenderer.on(name, hand)
    return () => void ipcRenderer.off(name, hand)
  },
  pathsOf: (files) => files.map((file) => webUtils.getPathForFile(file as File)).filter((path) => path !== ''),
}

contextBridge.exposeInMainWorld('trailproof', Object.freeze(bridge))
