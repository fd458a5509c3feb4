import type { IntegrityOverview } from '../../../src-shared/contract/index.ts'
import type { ShellCommand } from '../../../src-shared/model/verification.ts'
import { CopyButton } from '../../widgets/copy-button.tsx'
import { Empty } from '../../widgets/empty.tsx'

/** Commands that would fetch what is missing to prove more. Trailproof itself asks nobody. */
export function Fetch({ commands }: { readonly commands: IntegrityOverview['commands'] }) {
  if (commands.length === 0) return <Empty text="Nothing to download: no missing file is known." />
  return (
    <div className="integrity-prose">
      <p>
        Trailproof does not run these commands. Run them with credentials that may read the bucket, save the output next
        to the other files, and open the folder again.
      </p>
      <CopyButton what="all for bash" text={commands.map(({ command }) => command).join('\n')} worded />
      <CopyButton what="all for PowerShell" text={commands.map(({ powershell }) => powershell).join('\n')} worded />
      <ol className="integrity-list">
        {commands.map(({ why, ...command }) => (
          <li key={command.command}>
            <p>{why}</p>
            <Command {...command} />
          </li>
        ))}
      </ol>
    </div>
  )
}

/** Both forms where they differ: that for PowerShell is behind its button. */
export const Command = ({ command, powershell }: ShellCommand) => (
  <div className="integrity-command">
    <pre>{command}</pre>
    <CopyButton what="command" text={command} />
    {powershell !== command && <CopyButton what="for PowerShell" text={powershell} worded />}
  </div>
)
