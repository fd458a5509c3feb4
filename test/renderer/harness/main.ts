import { fakeBridge } from '../fake-bridge.ts'
import { states } from './states.ts'

// The whole renderer in any browser, without the other process: for looking at its states.
const state = new URLSearchParams(location.search).get('state') ?? 'ready'
Object.defineProperty(window, 'trailproof', { value: fakeBridge(states[state]!) })
await import('../../../src-renderer/app/main.tsx')
