/** Paths of the machine that the other process runs on, which the window itself cannot ask about. */

/** `\` for `C:\…` and `\\server\…`, else `/`. */
export const separatorOf = (path: string): '/' | '\\' => (/^([A-Za-z]:)?\\|^[A-Za-z]:$/.test(path) ? '\\' : '/')

/** Whether a path says by itself where it leads. */
export const isAbsolute = (path: string): boolean => /^(\/|\\\\|[A-Za-z]:[\\/])/.test(path)

export function joinPath(folder: string, name: string): string {
  const separator = separatorOf(folder)
  return folder.endsWith(separator) ? `${folder}${name}` : `${folder}${separator}${name}`
}

export interface Crumb {
  readonly name: string
  readonly path: string
}

/** `/home/ana/logs` → `/`, `home`, `ana`, `logs`, each with the path it leads to. */
export function crumbsOf(path: string): readonly Crumb[] {
  const separator = separatorOf(path)
  const root = /^([A-Za-z]:\\|\\\\[^\\]+\\[^\\]+\\?|\/)/.exec(path)?.[0] ?? ''
  const crumbs: Crumb[] = root === '' ? [] : [{ name: root, path: root }]
  let at = root
  for (const name of path.slice(root.length).split(separator)) {
    if (name === '') continue
    at = at === '' ? name : joinPath(at, name)
    crumbs.push({ name, path: at })
  }
  return crumbs
}

export const nameOf = (path: string): string => crumbsOf(path).at(-1)?.name ?? path

/** `events.csv` → `.csv`; empty where there is none. */
export const extensionOf = (path: string): string => /\.[A-Za-z0-9]+$/.exec(nameOf(path))?.[0] ?? ''
