import { useState } from 'react'
import { nameOf } from '../../parts/paths.ts'
import { stopBrowsing, useBrowse } from '../../state/browse.ts'
import { Button } from '../../widgets/button.tsx'
import { Dialog } from '../../widgets/dialog.tsx'
import { Loading } from '../../widgets/empty.tsx'
import { formatCounted } from '../../widgets/format.ts'
import { Icon } from '../../widgets/icon.tsx'
import { Crumbs } from './crumbs.tsx'
import './directory.css'
import { EntryList } from './entry-list.tsx'
import { entriesOf, useListing } from './listing.ts'
import { PathForm } from './path-form.tsx'

/** Shown whenever a path is wished for and the host has no dialog of its own. */
export function DirectoryDialog() {
  const wish = useBrowse((state) => state.wish)
  return wish === null ? null : <Browser {...wish} />
}

/** Of a path that was typed: a folder is the same with its last slash. */
const withoutEnd = (path: string): string => path.trim().replace(/(?<=[^/\\:])[/\\]+$/, '')

interface Marks {
  readonly folder: string
  readonly paths: ReadonlySet<string>
}
const none: ReadonlySet<string> = new Set()

type BrowserProps = NonNullable<ReturnType<typeof useBrowse.getState>['wish']>

function Browser({ title, files, verb, onChoose }: BrowserProps) {
  const { listing, problem, go } = useListing()
  // Null until the reader types or goes somewhere: the first listing, which may come late, overwrites nothing typed.
  const [typedPath, setTypedPath] = useState<string | null>(null)
  const [marks, setMarks] = useState<Marks | null>(null)
  const here = listing?.path
  // Marks belong to the folder they were made in.
  const marked = marks !== null && marks.folder === here ? marks.paths : none
  const pathText = typedPath ?? here ?? ''

  const goTo = (path: string | null) => {
    setTypedPath(path)
    go(path)
  }

  const choose = (paths: readonly string[]) => {
    stopBrowsing()
    onChoose(paths)
  }
  const entries = listing === null ? [] : entriesOf(listing).filter(({ isFolder }) => isFolder || files)
  const unlisted = listing === null || !files ? 0 : listing.fileCount - listing.files.length
  // A path that was typed, also that of a file, is chosen as it stands: nobody expects the folder listed before.
  const typed = withoutEnd(pathText)
  const isTyped = typed !== '' && typed !== here
  const one = isTyped ? typed : here
  const chooseMarked = () => {
    if (marked.size > 0 && !isTyped) choose([...marked])
    else if (one !== undefined) choose([one])
  }
  return (
    <Dialog
      title={title}
      onClose={stopBrowsing}
      actions={
        <Actions
          hasFiles={files}
          label={marked.size > 0 && !isTyped ? `${verb} ${marked.size} selected` : `${verb} “${nameOf(one ?? '')}”`}
          onChoose={one === undefined ? null : chooseMarked}
        />
      }
    >
      <div className="directory">
        <PathForm text={pathText} onText={setTypedPath} onGo={goTo} />
        {problem !== null && (
          <p className="directory-problem" role="alert">
            <Icon name="alert" size={14} /> {problem}. Check the path, or choose another folder.
          </p>
        )}
        {listing === null ? (
          problem === null && <Loading text="Listing the folder…" />
        ) : (
          <>
            <Crumbs listing={listing} onGo={goTo} />
            <EntryList
              key={listing.path}
              label={`Content of ${listing.path}`}
              entries={entries}
              marked={marked}
              onMark={files ? (paths) => setMarks({ folder: listing.path, paths }) : null}
              onEnter={goTo}
              onUp={listing.parent === null ? null : () => goTo(listing.parent)}
            />
            {unlisted > 0 && (
              <p className="muted">
                {formatCounted(unlisted, 'more file')} not listed. Opening the folder takes them all.
              </p>
            )}
          </>
        )}
      </div>
    </Dialog>
  )
}

interface ActionsProps {
  /** Whether files can be marked, too. */
  readonly hasFiles: boolean
  readonly label: string
  /** Null while there is nothing to choose yet. */
  readonly onChoose: (() => void) | null
}

const Actions = ({ hasFiles, label, onChoose }: ActionsProps) => (
  <>
    <span className="muted directory-help">
      {hasFiles
        ? 'Space selects, Enter opens a folder, Backspace goes up. If nothing is selected, this folder is opened.'
        : 'Enter opens a folder, Backspace goes up.'}
    </span>
    <Button onClick={stopBrowsing}>Cancel</Button>
    <Button look="primary" disabled={onChoose === null} onClick={() => onChoose?.()}>
      {label}
    </Button>
  </>
)
