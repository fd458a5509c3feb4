/** The resource that an ARN names, such as `role/Deploy`; any other text as it is. The whole ARN belongs beside it. */
export const shortArn = (text: string): string =>
  text.startsWith('arn:') ? text.split(':').slice(5).join(':') || text : text
