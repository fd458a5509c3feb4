import { useState } from 'react'
import type { JobId } from '../../../src-shared/model/job.ts'
import { ask } from '../../ask/ask.ts'
import { type FetchGiven, useFetch } from '../../state/fetch.ts'
import './fetch.css'
import { Form } from './form.tsx'
import { emptyForm, readForm, type TypedForm } from './read-form.ts'
import { Running } from './running.tsx'

/** Fetches a trail from S3 into a folder, which can then be opened. */
export function FetchDialog() {
  const shown = useFetch((state) => state.shown)
  return shown === null ? null : <Steps given={shown} />
}

interface Step {
  readonly jobId: JobId
  readonly isPlan: boolean
}

/** What is asked for is previewed first: how much there is, and what the requests cost. */
function Steps({ given }: { readonly given: FetchGiven }) {
  const [typed, setTyped] = useState<TypedForm>({ ...emptyForm, ...given, profile: given.profile ?? '' })
  const [step, setStep] = useState<Step | null>(null)
  const [problem, setProblem] = useState<string | null>(null)

  const start = async (isPlan: boolean) => {
    const read = readForm(typed)
    if (!read.ok) return setProblem(read.message)
    const answer = await ask('startFetch', { form: read.value, isPlan })
    setProblem(answer.ok ? null : answer.message)
    setStep(answer.ok ? { jobId: answer.value, isPlan } : null)
  }
  return step === null ? (
    <Form typed={typed} problem={problem} onType={setTyped} onPreview={() => void start(true)} />
  ) : (
    <Running
      key={step.jobId}
      {...step}
      folder={typed.folder}
      onBack={() => setStep(null)}
      onFetch={() => void start(false)}
    />
  )
}
