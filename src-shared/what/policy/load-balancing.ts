/**
 * Accounts of AWS that write the logs of load balancers, one per Region that is older than August 2022; newer ones have a
 * service principal. Source: Elastic Load Balancing user guide, "Enable access logs for your Application Load Balancer".
 */
export const loadBalancingAccounts: ReadonlySet<string> = new Set([
  '127311923021', '033677994240', '027434742980', '797873946194', // us-east-1, us-east-2, us-west-1, us-west-2
  '098369216593', '985666609251', '507241528517', '076674570225', // af-south-1, ca-central-1, sa-east-1, me-south-1
  '054676820928', '156460612806', '652711504416', '009996457667', // eu-central-1, eu-west-1, eu-west-2, eu-west-3
  '897822967062', '635631232127', '754344448648', '589379963580', // eu-north-1, eu-south-1, ap-east-1, ap-southeast-3
  '582318560864', '600734575887', '383597477331', '718504428378', // ap-northeast-1, -2, -3, ap-south-1
  '114774131450', '783225319266', '048591011584', '190560391635', // ap-southeast-1, -2, us-gov-west-1, us-gov-east-1
  '638102146993', '037604701340', // cn-north-1, cn-northwest-1
]) // biome-ignore format: a table
