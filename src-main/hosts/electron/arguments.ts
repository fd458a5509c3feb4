import { resolve } from 'node:path'

export interface Launch {
  readonly folders: readonly string[]
  readonly sample: boolean
}

/**
 * What Electron was started with. Switches of Chromium lie among the arguments, so whatever begins with a dash is not
 * a folder; `npm start` hands over absolute paths.
 */
export function readLaunch(argv: readonly string[], isPackaged: boolean, cwd: string): Launch {
  // `electron [SWITCHES] <app> FOLDER…` while developing, `trailproof FOLDER…` when packaged.
  const app = isPackaged ? 0 : argv.findIndex((arg, at) => at > 0 && !isSwitch(arg))
  const given = argv.slice(app + 1)
  const folders = given.filter((arg) => !isSwitch(arg)).map((folder) => resolve(cwd, folder))
  return { folders, sample: given.includes('--sample') }
}

const isSwitch = (arg: string) => arg.startsWith('-')
