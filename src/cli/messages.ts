import { placeSuffix } from '../puppet/error.ts';
import type { LogMessage } from '../puppet/index.ts';
import type { Io } from './io.ts';

/** Tells on standard error what a compilation logged, as Puppet words it. */
export function reportMessages(messages: readonly LogMessage[], io: Io): void {
  for (const { level, message, place, source } of messages) {
    const head = `${level.charAt(0).toUpperCase()}${level.slice(1)}: `;
    io.err(`${head}${source === undefined ? '' : `${source}: `}${message}${placeSuffix(place)}\n`);
  }
}
