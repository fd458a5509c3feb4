import { notReadMark, notReadSentence, unreadFiles } from '../../src-shared/words/not-read.ts'
import { useCase } from '../state/case.ts'
import { showUnread } from '../state/sources.ts'
import { Icon } from '../widgets/icon.tsx'
import './not-read.css'

/** Where answers are shown: that they do not count everything under the opened folders. Opens Sources at what it is. */
export function NotReadMark() {
  const notRead = useCase((state) => state.summary?.notRead ?? null)
  const mark = notRead === null ? null : notReadMark(notRead)
  if (notRead === null || mark === null) return null
  return (
    <button
      type="button"
      className="not-read-mark"
      title={`${notReadSentence(notRead)} Shows them in Sources.`}
      onClick={() => showUnread(unreadFiles(notRead) > 0 ? 'files' : 'unparsed')}
    >
      <Icon name="alert" size={12} />
      {mark}
    </button>
  )
}
