import { spawn } from 'node:child_process'

/** The desktop's own way to open an address; null where there is no desktop. */
export function browserCommand(
  url: string,
  platform: NodeJS.Platform,
  env: NodeJS.ProcessEnv,
): readonly [command: string, ...args: string[]] | null {
  if (platform === 'darwin') return ['open', url]
  // `start` takes its first quoted argument as a window title.
  if (platform === 'win32') return ['cmd.exe', '/c', 'start', '""', url]
  return env.DISPLAY || env.WAYLAND_DISPLAY ? ['xdg-open', url] : null
}

/** Null when the address was handed over, else the reason why not. */
export function openInBrowser(url: string, platform: NodeJS.Platform, env: NodeJS.ProcessEnv): Promise<string | null> {
  const command = browserCommand(url, platform, env)
  if (command === null) return Promise.resolve('There is no desktop to open a browser on')
  const [program, ...args] = command
  return new Promise((resolve) => {
    const opener = spawn(program, args, { detached: true, stdio: 'ignore' })
    opener.once('error', (error) => resolve(`${program} could not be run: ${error.message}`))
    opener.once('spawn', () => {
      opener.unref()
      resolve(null)
    })
  })
}
