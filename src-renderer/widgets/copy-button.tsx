import { useEffect, useState } from 'react'
import { Button, IconButton } from './button.tsx'
import { copyText } from './copy.ts'

interface CopyButtonProps {
  /** What is copied: names the button. `ARN`, `record`, `details` */
  readonly what: string
  readonly text: string | (() => string)
  /** With the words `Copy <what>` beside the icon. */
  readonly worded?: boolean
}

const shownMs = 1500

/** Copies and says so for a moment. */
export function CopyButton({ what, text, worded = false }: CopyButtonProps) {
  const [copied, setCopied] = useState(false)
  useEffect(() => {
    if (!copied) return
    const timer = setTimeout(() => setCopied(false), shownMs)
    return () => clearTimeout(timer)
  }, [copied])
  const copy = () => {
    void copyText(typeof text === 'string' ? text : text()).then(() => setCopied(true))
  }
  const icon = copied ? 'check' : 'copy'
  return worded ? (
    <Button look="quiet" icon={icon} onClick={copy}>
      {copied ? 'Copied' : `Copy ${what}`}
    </Button>
  ) : (
    <IconButton icon={icon} label={copied ? 'Copied' : `Copy ${what}`} onClick={copy} />
  )
}
