// What every room says, without prose: how grave, and which sentence.

/** From the least to the gravest. */
export const SEVERITIES = ['info', 'caution', 'danger'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** How grave, as a number: for sorting and comparing. */
export const gravityOf = (severity: Severity): number => SEVERITIES.indexOf(severity);

/** One sentence without prose: a key of the word table and what fills it. */
export interface Sentence {
  key: string;
  params: Record<string, string>;
}
