import { register } from 'node:module'

// Node runs the built entry as Electron would, with a stand-in for the one module it does not have.
register('./hooks.mjs', import.meta.url)
