import { useId, useState } from 'react'
import type { RemoteEngine } from '../../../../src-shared/sql/ddl/ddl.ts'
import { remoteEngineName, sendsText } from '../../../../src-shared/words/remote.ts'
import { setConnection, type TypedConnections, useConnections } from '../../../state/remote.ts'
import { Button } from '../../../widgets/button.tsx'
import { Dialog } from '../../../widgets/dialog.tsx'
import { TextField } from '../../../widgets/text-field.tsx'
import { readPlace } from './read-place.ts'

/** The fields of an engine: label, and what stands there while nothing is typed. */
const fields: { readonly [E in RemoteEngine]: Readonly<Record<keyof TypedConnections[E], readonly [string, string]>> } =
  {
    trino: {
      server: ['Server', 'https://trino.example.com'],
      user: ['User', 'trailproof'],
      catalog: ['Catalog', 'of the views, such as hive'],
      schema: ['Schema', 'of the views'],
    },
    athena: {
      database: ['Database', 'of the views'],
      catalog: ['Data catalog', 'AwsDataCatalog'],
      workgroup: ['Workgroup', 'primary'],
      region: ['Region', 'as the AWS CLI would use'],
      profile: ['AWS profile', 'as the AWS CLI would use'],
      outputLocation: ['Where results are written', 'as the workgroup says, or s3://bucket/prefix/'],
      endpoint: ['Endpoint', 'of AWS'],
    },
  }

interface ConnectionDialogProps {
  readonly engine: RemoteEngine
  readonly onClose: () => void
}

/** How an engine is reached. What is typed is kept; secrets are not asked for. */
export function ConnectionDialog({ engine, onClose }: ConnectionDialogProps) {
  const connections = useConnections()
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>(connections[engine])
  const form = useId()
  const next = { ...connections, [engine]: typed } as TypedConnections
  const place = readPlace(engine, next)
  const isUntouched = Object.values(typed).every((text) => text.trim() === '')
  return (
    <Dialog
      title={`Connection to ${remoteEngineName[engine]}`}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <button type="submit" form={form} className="button button-primary" disabled={!place.ok}>
            Keep
          </button>
        </>
      }
    >
      <form
        id={form}
        className="dialog-form"
        onSubmit={(event) => {
          event.preventDefault()
          if (!place.ok) return
          setConnection(engine, next[engine])
          onClose()
        }}
      >
        <p>{sendsText[engine]}</p>
        <div className="dialog-pair">
          {Object.entries<readonly [string, string]>(fields[engine]).map(([name, [label, placeholder]], at) => (
            <TextField
              key={name}
              label={label}
              placeholder={placeholder}
              autoFocus={at === 0}
              value={typed[name] ?? ''}
              onValue={(value) => setTyped({ ...typed, [name]: value })}
            />
          ))}
        </div>
        {!place.ok && !isUntouched && (
          <p className="dialog-problem" role="alert">
            {place.message}
          </p>
        )}
      </form>
    </Dialog>
  )
}
