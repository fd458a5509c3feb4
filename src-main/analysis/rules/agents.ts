/** Kinds of agents that rules tell apart. Agents are what callers say they are. */

/** Tools that read what there is to compare it with what shall be: they ask for everything, as an intruder does. */
export const isInfrastructureCode = (agent: string): boolean =>
  /terraform|opentofu|pulumi|cloudformation|hashicorp|crossplane|ansible|aws-cdk|cdk\//i.test(agent)

/** What tools for attacks, and systems made for them, call themselves; each is looked for anywhere in the agent. */
export const offensiveAgents: ReadonlyMap<string, RegExp> = new Map([
  ['Kali Linux', /kali/i],
  ['Parrot OS', /parrot/i],
  ['Pentoo', /pentoo/i],
  ['Pacu', /\bpacu\b/i],
  ['TruffleHog', /trufflehog/i],
  ['CloudFox', /cloudfox/i],
  ['ScoutSuite', /scout ?suite/i],
  ['Stratus Red Team', /stratus-red-team/i],
  ['S3 Browser', /\bs3 ?browser\b/i],
])
