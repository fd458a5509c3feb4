import { useState } from 'react'
import type { In } from '../../../../src-shared/contract/index.ts'
import { bundleDialog } from '../../../../src-shared/words/bundles.ts'
import { ask } from '../../../ask/ask.ts'
import { browseFor } from '../../../state/browse.ts'
import { useCase } from '../../../state/case.ts'
import { Button } from '../../../widgets/button.tsx'
import { TextField } from '../../../widgets/text-field.tsx'

export interface SignerTyped {
  readonly isSigned: boolean
  readonly key: string
  readonly certificate: string
  readonly password: string
}

/** Nothing is typed yet. */
export const unsigned: SignerTyped = { isSigned: true, key: '', certificate: '', password: '' }

/** Null: the bundle is not to be signed. */
export function signerOf({ isSigned, key, certificate, password }: SignerTyped): In<'exportBundle'>['signer'] | 'incomplete' {
  if (!isSigned) return null
  if (key.trim() === '') return 'incomplete'
  return { key: key.trim(), certificate: certificate.trim() || null, password: password || null }
} // biome-ignore format: one line

interface SignerFieldsProps {
  readonly typed: SignerTyped
  readonly onType: (typed: SignerTyped) => void
}

/** The files of a private key and its certificate. A password is not kept. */
export function SignerFields({ typed, onType }: SignerFieldsProps) {
  const [problem, setProblem] = useState<string | null>(null)
  const host = useCase((state) => state.hello?.host)
  const change = (some: Partial<SignerTyped>) => onType({ ...typed, ...some })
  const choose = async () => {
    const take = (paths: readonly string[]) => paths[0] !== undefined && change({ key: paths[0] })
    if (host !== 'electron') {
      browseFor({ title: bundleDialog.keyFile, verb: 'Choose', files: true, onChoose: take })
      return
    }
    const answer = await ask('pickPaths', { purpose: 'open' })
    setProblem(answer.ok ? null : answer.message)
    if (answer.ok) take(answer.value)
  }
  return (
    <fieldset>
      <legend>{bundleDialog.signature}</legend>
      <label>
        <input
          type="checkbox"
          checked={typed.isSigned}
          onChange={({ target }) => change({ isSigned: target.checked })}
        />
        <span>{bundleDialog.sign}</span>
      </label>
      {typed.isSigned ? (
        <>
          <div className="export-file">
            <input
              type="text"
              aria-label={bundleDialog.keyFile}
              placeholder={bundleDialog.keyExample}
              spellCheck={false}
              value={typed.key}
              onChange={({ target }) => change({ key: target.value })}
            />
            <Button icon="key" onClick={() => void choose()}>
              Choose…
            </Button>
          </div>
          <div className="dialog-pair">
            <label className="text-field">
              {bundleDialog.password}
              <input
                type="password"
                autoComplete="off"
                value={typed.password}
                onChange={({ target }) => change({ password: target.value })}
              />
            </label>
            <TextField
              label={bundleDialog.certificate}
              placeholder={bundleDialog.certificateExample}
              value={typed.certificate}
              onValue={(certificate) => change({ certificate })}
            />
          </div>
          <p className="muted">{bundleDialog.passwordIsNotKept}</p>
        </>
      ) : (
        <p className="muted">{bundleDialog.unsigned}</p>
      )}
      {problem !== null && <p role="alert">{problem}</p>}
    </fieldset>
  )
}
