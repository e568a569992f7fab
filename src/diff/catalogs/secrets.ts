import type { CatalogDocument } from './document.ts';

/** How what is not to be shown is shown. */
export const shownSecret = '(sensitive)';

/**
 * Replaces secrets by marks that are told apart while texts are compared, so that a change of a secret is seen as one,
 * and that all look alike once shown.
 */
export interface Mask {
  /** Marks every secret in a text. */
  readonly text: (text: string) => string;
  /** The same in all that a value of JSON holds; what is marked as sensitive becomes a single mark. */
  readonly value: (value: unknown) => unknown;
  /** One mark for a whole value. */
  readonly whole: (value: unknown) => string;
}

/** The text with its marks as they are shown. */
export function shown(text: string): string {
  return text.replace(marks, shownSecret);
}

/** The same for every text in a value of JSON. */
export function shownValue(value: unknown): unknown {
  return mapTexts(value, shown);
}

/** Between two code points that are no characters, which JSON leaves as they are. */
const marks = /\ufdd0\d+\ufdd1/g;

/** Makes the mask of some secrets. */
export function maskOf(secrets: ReadonlySet<string>): Mask {
  const numbers = new Map<string, number>();
  const mark = (secret: string) => {
    if (!numbers.has(secret)) numbers.set(secret, numbers.size);
    return `\ufdd0${numbers.get(secret)}\ufdd1`;
  };
  const pattern = patternOf(secrets);
  const text = pattern ? (value: string) => value.replace(pattern, mark) : (value: string) => value;
  const whole = (value: unknown) => mark(`\ufdd0${JSON.stringify(value)}`);
  return { text, whole, value: (value) => mapTexts(value, text, whole) };
}

/** So many letters hardly stand in a text by chance; fewer count only where they are a word of their own. */
const unmistakable = 8;

function patternOf(secrets: ReadonlySet<string>): RegExp | undefined {
  const sources = [...secrets]
    .filter((secret) => secret !== '')
    .sort((a, b) => b.length - a.length)
    .map((secret) => {
      const escaped = secret.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
      return secret.length < unmistakable ? `(?<![\\p{L}\\p{N}])${escaped}(?![\\p{L}\\p{N}])` : escaped;
    });
  return sources.length === 0 ? undefined : new RegExp(sources.join('|'), 'gu');
}

/** The texts that a catalog marks as sensitive: parameters, and values inside of parameters. */
export function secretsOf({ resources }: CatalogDocument): Set<string> {
  const secrets = new Set<string>();
  for (const { parameters = {}, sensitive_parameters: sensitive = [] } of resources) {
    for (const name of sensitive) addTexts(parameters[name], secrets);
    for (const value of Object.values(parameters)) addMarked(value, secrets);
  }
  return secrets;
}

function addMarked(value: unknown, secrets: Set<string>): void {
  if (typeof value !== 'object' || value === null) return;
  if (isSensitive(value)) addTexts(value, secrets);
  else for (const part of Object.values(value)) addMarked(part, secrets);
}

/** Adds the texts and numbers of a value; the trailing line break of a text does not belong to the secret. */
function addTexts(value: unknown, secrets: Set<string>): void {
  if (typeof value === 'string') secrets.add(value.trim());
  else if (typeof value === 'number') secrets.add(String(value));
  else if (isSensitive(value)) addTexts(value.__pvalue, secrets);
  else if (typeof value === 'object' && value !== null)
    for (const part of Object.values(value)) addTexts(part, secrets);
}

function isSensitive(value: unknown): value is { readonly __ptype: 'Sensitive'; readonly __pvalue: unknown } {
  return typeof value === 'object' && value !== null && '__ptype' in value && value.__ptype === 'Sensitive';
}

function mapTexts(
  value: unknown,
  text: (text: string) => string,
  whole?: (value: unknown) => string,
): unknown {
  if (typeof value === 'string') return text(value);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((part) => mapTexts(part, text, whole));
  if (whole && isSensitive(value)) return whole(value);
  const entries = Object.entries(value).map(([key, part]) => [text(key), mapTexts(part, text, whole)]);
  return Object.fromEntries(entries);
}
