/**
 * Techniques of MITRE ATT&CK for Enterprise that rules name: ID, name and the tactics they serve, in the order of an attack.
 * Only techniques that a rule names stand here. Source: attack.mitre.org, version 17, platforms IaaS and Identity Provider, and
 * of Containers and PRE where a call to AWS does it.
 */
export const tactics = [
  'Reconnaissance', 'Resource Development', 'Initial Access', 'Execution', 'Persistence', 'Privilege Escalation', 'Defense Evasion',
  'Credential Access', 'Discovery', 'Lateral Movement', 'Collection', 'Command and Control', 'Exfiltration', 'Impact',
] as const // biome-ignore format: a list
export type Tactic = (typeof tactics)[number]

interface Technique {
  readonly name: string
  readonly tactics: readonly Tactic[]
}

const technique = <Name extends string>(name: Name, ...served: readonly Tactic[]): Technique => ({
  name,
  tactics: served,
})

export const attackTechniques = {
  'T1021.008': technique('Remote Services: Direct Cloud VM Connections', 'Lateral Movement'),
  T1040: technique('Network Sniffing', 'Credential Access', 'Discovery'),
  'T1059.009': technique('Command and Scripting Interpreter: Cloud API', 'Execution'),
  'T1069.003': technique('Permission Groups Discovery: Cloud Groups', 'Discovery'),
  'T1078.004': technique('Valid Accounts: Cloud Accounts', 'Initial Access', 'Persistence', 'Privilege Escalation', 'Defense Evasion'),
  'T1087.004': technique('Account Discovery: Cloud Account', 'Discovery'),
  T1098: technique('Account Manipulation', 'Persistence', 'Privilege Escalation'),
  'T1098.001': technique('Account Manipulation: Additional Cloud Credentials', 'Persistence', 'Privilege Escalation'),
  'T1098.003': technique('Account Manipulation: Additional Cloud Roles', 'Persistence', 'Privilege Escalation'),
  'T1098.004': technique('Account Manipulation: SSH Authorized Keys', 'Persistence', 'Privilege Escalation'),
  'T1098.006': technique('Account Manipulation: Additional Container Cluster Roles', 'Persistence', 'Privilege Escalation'),
  'T1110.001': technique('Brute Force: Password Guessing', 'Credential Access'),
  'T1136.003': technique('Create Account: Cloud Account', 'Persistence'),
  T1199: technique('Trusted Relationship', 'Initial Access'),
  T1484: technique('Domain or Tenant Policy Modification', 'Privilege Escalation', 'Defense Evasion'),
  'T1484.002': technique('Domain or Tenant Policy Modification: Trust Modification', 'Privilege Escalation', 'Defense Evasion'),
  T1485: technique('Data Destruction', 'Impact'),
  'T1485.001': technique('Data Destruction: Lifecycle-Triggered Deletion', 'Impact'),
  T1486: technique('Data Encrypted for Impact', 'Impact'),
  T1489: technique('Service Stop', 'Impact'),
  T1490: technique('Inhibit System Recovery', 'Impact'),
  'T1496.001': technique('Resource Hijacking: Compute Hijacking', 'Impact'),
  'T1496.004': technique('Resource Hijacking: Cloud Service Hijacking', 'Impact'),
  T1526: technique('Cloud Service Discovery', 'Discovery'),
  T1530: technique('Data from Cloud Storage', 'Collection'),
  T1535: technique('Unused/Unsupported Cloud Regions', 'Defense Evasion'),
  T1537: technique('Transfer Data to Cloud Account', 'Exfiltration'),
  T1546: technique('Event Triggered Execution', 'Persistence', 'Privilege Escalation'),
  'T1548.005': technique('Abuse Elevation Control Mechanism: Temporary Elevated Cloud Access', 'Privilege Escalation', 'Defense Evasion'),
  'T1550.001': technique('Use Alternate Authentication Material: Application Access Token', 'Lateral Movement', 'Defense Evasion'),
  T1552: technique('Unsecured Credentials', 'Credential Access'),
  'T1552.005': technique('Unsecured Credentials: Cloud Instance Metadata API', 'Credential Access'),
  'T1555.006': technique('Credentials from Password Stores: Cloud Secrets Management Stores', 'Credential Access'),
  'T1556.006': technique('Modify Authentication Process: Multi-Factor Authentication', 'Credential Access', 'Persistence', 'Defense Evasion'),
  'T1562.001': technique('Impair Defenses: Disable or Modify Tools', 'Defense Evasion'),
  'T1562.007': technique('Impair Defenses: Disable or Modify Cloud Firewall', 'Defense Evasion'),
  'T1562.008': technique('Impair Defenses: Disable or Modify Cloud Logs', 'Defense Evasion'),
  'T1565.001': technique('Data Manipulation: Stored Data Manipulation', 'Impact'),
  'T1578.001': technique('Modify Cloud Compute Infrastructure: Create Snapshot', 'Defense Evasion'),
  'T1578.002': technique('Modify Cloud Compute Infrastructure: Create Cloud Instance', 'Defense Evasion'),
  'T1578.005': technique('Modify Cloud Compute Infrastructure: Modify Cloud Compute Configurations', 'Defense Evasion'),
  T1580: technique('Cloud Infrastructure Discovery', 'Discovery'),
  'T1584.001': technique('Compromise Infrastructure: Domains', 'Resource Development'),
  T1648: technique('Serverless Execution', 'Execution'),
  T1651: technique('Cloud Administration Command', 'Execution'),
} as const satisfies Readonly<Record<string, Technique>> // biome-ignore format: a table

export type AttackId = keyof typeof attackTechniques
export const attackIds = Object.keys(attackTechniques) as readonly AttackId[]
