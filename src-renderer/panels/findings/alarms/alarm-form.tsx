import { useState } from 'react'
import {
  type AlarmSettings,
  alarmComparisonNames,
  alarmComparisons,
  alarmStatistics,
  missingDataTreatments,
} from '../../../../src-shared/model/alarm.ts'
import { alarmWords, whyNoAlarm } from '../../../../src-shared/words/alarms.ts'
import { changeAlarm } from '../../../state/alarms.ts'
import { Button } from '../../../widgets/button.tsx'
import { Choice } from '../choice.tsx'

interface AlarmFormProps {
  readonly id: string
  readonly settings: AlarmSettings
  readonly asItCame: AlarmSettings
}

const numbers = {
  period: 'Period, seconds',
  threshold: 'Threshold',
  datapointsToAlarm: 'Datapoints to alarm',
  evaluationPeriods: 'Evaluation periods',
} as const
type NumberName = keyof typeof numbers
const numberNames = Object.keys(numbers) as readonly NumberName[]

/** The condition of an alarm. What CloudWatch would not take is said, and the condition before it stays. */
export function AlarmForm({ id, settings, asItCame }: AlarmFormProps) {
  const [texts, setTexts] = useState(textsOf(settings))
  const [problem, setProblem] = useState<string | null>(null)
  const take = (wanted: AlarmSettings) => {
    const why = whyNoAlarm(wanted)
    setProblem(why)
    if (why === null) changeAlarm(id, wanted)
  }
  const takeNumber = (name: NumberName, text: string) => {
    const typed = { ...texts, [name]: text }
    setTexts(typed)
    const read = Object.fromEntries(numberNames.map((each) => [each, numberIn(typed[each])]))
    take({ ...settings, ...read })
  }
  const reset = () => {
    setTexts(textsOf(asItCame))
    setProblem(null)
    changeAlarm(id, null)
  }
  return (
    <div className="alarm-form">
      <Choice label="Statistic" value={settings.statistic} of={alarmStatistics} onChoose={(statistic) => take({ ...settings, statistic })}>
        {(each) => each}
      </Choice>
      <Choice label="Comparison" value={settings.comparison} of={alarmComparisonNames} onChoose={(comparison) => take({ ...settings, comparison })}>
        {(each) => alarmComparisons[each]}
      </Choice>
      {numberNames.map((name) => (
        <label key={name} className="findings-choice">
          <span>{numbers[name]}</span>
          <input
            type="text"
            inputMode="decimal"
            value={texts[name]}
            onChange={({ target }) => takeNumber(name, target.value)}
          />
        </label>
      ))}
      <Choice label="Missing data" value={settings.treatMissingData} of={missingDataTreatments} onChoose={(treatMissingData) => take({ ...settings, treatMissingData })}>
        {(each) => each}
      </Choice>
      <Button look="quiet" onClick={reset}>
        {alarmWords.reset}
      </Button>
      {problem !== null && <p role="alert">{problem}</p>}
    </div>
  )
} // biome-ignore format: one line a choice

const textsOf = (settings: AlarmSettings): Readonly<Record<NumberName, string>> =>
  Object.fromEntries(numberNames.map((name) => [name, String(settings[name])])) as Record<NumberName, string>

const numberIn = (text: string): number => (/^\s*-?\d+(\.\d+)?\s*$/.test(text) ? Number(text) : Number.NaN)
