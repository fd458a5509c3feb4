import { fetchUsesNetwork, onlyNamed } from '../../../src-shared/words/acquisition.ts'
import { fetchChoiceWords } from '../../../src-shared/words/fetch-form.ts'
import { hideFetch } from '../../state/fetch.ts'
import { Button } from '../../widgets/button.tsx'
import { Dialog } from '../../widgets/dialog.tsx'
import { TextField } from '../../widgets/text-field.tsx'
import { FolderField } from './folder-field.tsx'
import type { TypedForm } from './read-form.ts'

interface FormProps {
  readonly typed: TypedForm
  readonly problem: string | null
  readonly onType: (typed: TypedForm) => void
  readonly onPreview: () => void
}

type Choice = 'versions' | 'requesterPays' | 'follow'

type Check = readonly [Choice, string]
const requesterPays: Check = ['requesterPays', fetchChoiceWords.requesterPays]
const choices: readonly Check[] = [
  ['versions', fetchChoiceWords.versions],
  requesterPays,
  ['follow', fetchChoiceWords.follow],
]

/** What is fetched, from where, and to where. */
export function Form({ typed, problem, onType, onPreview }: FormProps) {
  const field = (name: Exclude<keyof TypedForm, Choice | 'logFiles'>) => ({
    value: typed[name],
    onValue: (value: string) => onType({ ...typed, [name]: value }),
  })
  const check = ([name, words]: Check) => (
    <label key={name} className="fetch-check">
      <input
        type="checkbox"
        checked={typed[name]}
        onChange={({ target }) => onType({ ...typed, [name]: target.checked })}
      />
      {words}
    </label>
  )
  const connection = (
    <>
      <div className="dialog-pair">
        <TextField label="AWS profile" placeholder="as the AWS CLI would use" {...field('profile')} />
        <TextField label="Region of the bucket" placeholder="is found" {...field('bucketRegion')} />
      </div>
      <TextField label="Endpoint" placeholder="of AWS" {...field('endpoint')} />
    </>
  )
  return (
    <Dialog
      title="Fetch from S3"
      onClose={hideFetch}
      actions={
        <>
          <Button onClick={hideFetch}>Cancel</Button>
          <Button look="primary" onClick={onPreview}>
            Preview
          </Button>
        </>
      }
    >
      <div className="dialog-form">
        <p className="fetch-network">{fetchUsesNetwork}</p>
        <TextField label="Bucket and prefix" placeholder="s3://bucket/prefix" {...field('address')} />
        {typed.logFiles !== null && <p className="fetch-network">{onlyNamed(typed.logFiles.length)}</p>}
        <FolderField {...field('folder')} />
        {typed.logFiles === null ? (
          <>
            <div className="dialog-pair">
              <TextField label="From (UTC)" placeholder="2024-03-05T10:00:00Z" {...field('from')} />
              <TextField label="Until (UTC)" placeholder="2024-03-06" {...field('until')} />
            </div>
            <div className="dialog-pair">
              <TextField label="Accounts" placeholder="all, or 111122223333, …" {...field('accounts')} />
              <TextField label="Regions" placeholder="all, or us-east-1, …" {...field('regions')} />
            </div>
            <TextField label="Organizations" placeholder="all, or o-exampleorgid, …" {...field('organizations')} />
            {connection}
            <TextField
              label="Queue that announces objects"
              placeholder="none: the bucket is listed"
              {...field('queue')}
            />
            {choices.map(check)}
          </>
        ) : (
          <>
            {connection}
            {check(requesterPays)}
          </>
        )}
        {problem !== null && (
          <p className="dialog-problem" role="alert">
            {problem}
          </p>
        )}
      </div>
    </Dialog>
  )
}
