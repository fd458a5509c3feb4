import { randomUUID } from 'node:crypto'
import { type FileHandle, open, readFile, rename, rm } from 'node:fs/promises'
import { hostname } from 'node:os'
import { z } from 'zod'

/** Who holds a case file for writing. */
export interface LockHolder {
  readonly pid: number
  readonly host: string
  /** ISO 8601, UTC. */
  readonly since: string
}

export type Locking =
  /** `tookOver`: whose lock it was that had ended without giving it back; null where there was none. */
  | { readonly held: true; readonly lock: Lock; readonly tookOver: LockHolder | null }
  /** `holder`: null where the lock cannot be read. */
  | { readonly held: false; readonly holder: LockHolder | null }

const lockForm = z.object({ pid: z.int(), host: z.string(), since: z.string(), token: z.string() })

/**
 * The file beside a case file that says who writes it: created exclusively, so that two processes cannot both hold it. A
 * lock whose process has ended on this machine is taken over. Of another machine nothing can be known, so that its lock stays.
 */
export class Lock {
  private constructor(
    private readonly path: string,
    private readonly token: string,
  ) {}

  static async take(path: string): Promise<Locking> {
    const token = randomUUID()
    const mine = { pid: process.pid, host: hostname(), since: new Date().toISOString(), token }
    if (await create(path, mine)) return { held: true, lock: new Lock(path, token), tookOver: null }
    const holder = await read(path)
    if (holder === null || !isGone(holder)) return { held: false, holder }
    // Of two that find it, one renames it; the other finds no file, and then the new lock.
    const aside = `${path}.${token}`
    try {
      await rename(path, aside)
    } catch {
      return { held: false, holder: await read(path) }
    }
    const isTheSame = (await read(aside))?.token === holder.token
    if (!isTheSame) await rename(aside, path).catch(() => {})
    else await rm(aside, { force: true })
    if (isTheSame && (await create(path, mine))) return { held: true, lock: new Lock(path, token), tookOver: holder }
    return { held: false, holder: await read(path) }
  }

  /** A lock that another has taken over meanwhile stays. */
  async release(): Promise<void> {
    if ((await read(this.path))?.token === this.token) await rm(this.path, { force: true })
  }
}

/** False where it is there already. Throws what else the operating system says. */
async function create(path: string, content: object): Promise<boolean> {
  let handle: FileHandle
  try {
    handle = await open(path, 'wx', 0o600)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
  try {
    await handle.writeFile(JSON.stringify(content))
    return true
  } catch (error) {
    // On a full disk. A lock without its holder would be nobody's, and never be taken over.
    await rm(path, { force: true })
    throw error
  } finally {
    await handle.close()
  }
}

async function read(path: string): Promise<z.infer<typeof lockForm> | null> {
  try {
    return lockForm.parse(JSON.parse(await readFile(path, 'utf8')))
  } catch {
    return null
  }
}

function isGone({ pid, host }: LockHolder): boolean {
  if (host !== hostname()) return false
  try {
    process.kill(pid, 0)
    return false
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH'
  }
}
