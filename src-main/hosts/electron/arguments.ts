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
  // `electron <app> FOLDER…` while developing, `trailproof FOLDER…` when packaged.
  const given = argv.slice(isPackaged ? 1 : 2)
  const folders = given.filter((arg) => !arg.startsWith('-')).map((folder) => resolve(cwd, folder))
  return { folders, sample: given.includes('--sample') }
}
