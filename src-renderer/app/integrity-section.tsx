import { HoursPanel } from '../panels/hours/panel.tsx'
import { IntegrityPanel } from '../panels/integrity/panel.tsx'

/** Verdicts, with the map of hours in its tab: panels do not know each other. */
export const IntegritySection = () => <IntegrityPanel hours={<HoursPanel />} />
