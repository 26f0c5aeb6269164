const ARN = /^arn:[^:]+:logs:[^:]*:[^:]*:log-group:([^:]+)/;

/**
 * The name of a log group that is given as its name or as its ARN, `arn:aws:logs:REGION:ACCOUNT:log-group:NAME:*`
 * (CloudWatch Logs API reference, LogGroup). A text that is neither is given back as it is.
 */
export const logGroupName = (text: string): string => ARN.exec(text)?.[1] ?? text;

/** The name in a log group's ARN; null when the text is none. */
export const logGroupInArn = (text: string): string | null => ARN.exec(text)?.[1] ?? null;
