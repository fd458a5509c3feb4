/**
 * Thrown inside of the readers, so that each of them reads as if all went well; `readRules` catches it. `reason` continues
 * “This rule is not run: …”.
 */
export class Refused {
  constructor(
    /** Of the file, from 1. */
    readonly line: number,
    readonly reason: string,
    /** The rule is for other logs, or for nothing of its own: it lacks nothing that a case of CloudTrail has. */
    readonly isForOtherLogs = false,
  ) {}
}
