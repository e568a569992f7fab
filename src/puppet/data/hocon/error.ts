/**
 * How a document of HOCON is refused: `syntax`, or a reference without a value; `meaning`, such as a path that is none or
 * values that can't be joined; `crash`, where the gem dies of an exception of Ruby, and the words are our own.
 */
export type HoconFault = 'syntax' | 'meaning' | 'crash';

/** Thrown where a document of HOCON is refused, in the words of Ruby's gem. */
export class HoconError extends Error {
  constructor(
    message: string,
    readonly fault: HoconFault,
  ) {
    super(message);
  }
}

/** Where the gem fails in itself, without a place. */
export const broken = (message: string): HoconError => new HoconError(message, 'meaning');

/** Where the gem dies of an exception of Ruby. */
export const crash = (message: string): HoconError => new HoconError(message, 'crash');
