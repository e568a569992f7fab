/** Where in a Puppet source text something is: `line` and `column` count from 1, as Puppet prints them. */
export interface PuppetPlace {
  file?: string;
  line?: number;
  column?: number;
}

/**
 * An error in user code (manifest, EPP, data), worded exactly as Puppet words it, without the place.
 * `code` is the code where Puppet has one (`SYNTAX_ERROR`, `ILLEGAL_NAME`, ...).
 * `others` holds further errors of the same file, in Puppet's order, when several were found at once.
 */
export class PuppetError extends Error {
  override name = 'PuppetError';
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
  readonly code?: string;
  others: PuppetError[] = [];

  constructor(message: string, place: PuppetPlace = {}, code?: string) {
    super(message);
    if (place.file !== undefined) this.file = place.file;
    if (place.line !== undefined) this.line = place.line;
    if (place.column !== undefined) this.column = place.column;
    if (code !== undefined) this.code = code;
  }
}

/** The place as Puppet appends it to messages: ` (file: f, line: 1, column: 2)`, or nothing when unknown. */
export function placeSuffix(place: PuppetPlace): string {
  const parts = [
    place.file ? `file: ${place.file}` : '',
    place.line === undefined ? '' : `line: ${place.line}`,
    place.column === undefined ? '' : `column: ${place.column}`,
  ].filter((part) => part !== '');
  return parts.length === 0 ? '' : ` (${parts.join(', ')})`;
}

/** The message with the place behind it, as Puppet prints an error or quotes it in another one. */
export function fullMessage(error: PuppetError): string {
  return error.message + placeSuffix(error);
}
