import { visible } from '../../diagnostics/format/frame.ts';
import { describeMachine, type Fact } from '../../explain/describe.ts';
import { findMachine } from '../../explain/find.ts';
import { type ExitCode, exitCodes, type Io } from '../io.ts';
import { platformOf } from '../platform.ts';
import { found } from '../project.ts';

/** Shows one machine. */
export function show(name: string, { json }: { json?: boolean }, io: Io): ExitCode {
  const compiled = platformOf(io);
  if (!compiled) return exitCodes.findings;
  const facts = describeMachine(found(findMachine(compiled.platform, name)));
  io.out(json ? `${JSON.stringify(facts, null, 2)}\n` : sheet(facts, io));
  return exitCodes.fine;
}

/** A line for each fact, and below it one for each of its parts. */
function sheet(facts: Readonly<Record<string, Fact | undefined>>, { colors }: Io): string {
  const known = Object.entries(facts).filter(([, value]) => value !== undefined && !isEmpty(value));
  const width = Math.max(...known.map(([key]) => spaced(key).length));
  return known
    .map(([key, value]) => {
      const [first = '', ...rest] = valueLines(value!).map(visible);
      const indent = ' '.repeat(width + 2);
      return [
        `${colors.bold(spaced(key).padEnd(width))}  ${first}`,
        ...rest.map((line) => indent + line),
      ].join('\n');
    })
    .join('\n')
    .concat('\n');
}

function valueLines(value: Fact): string[] {
  if (Array.isArray(value)) {
    return value.some((item) => typeof item === 'object') ? value.map(inline) : [value.join(', ')];
  }
  return [inline(value)];
}

function inline(value: Fact): string {
  if (Array.isArray(value)) return value.map(inline).join(', ');
  if (typeof value !== 'object') return String(value);
  const parts = Object.entries(value).filter(([, part]) => part !== undefined && !isEmpty(part));
  return parts.map(([key, part]) => `${spaced(key)} ${inline(part!)}`).join(', ');
}

function isEmpty(value: Fact | undefined): boolean {
  return typeof value === 'object' && Object.keys(value).length === 0;
}

/** `reservedMemory` as people write it. */
function spaced(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
