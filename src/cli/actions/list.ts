import { type Listed, listing } from '../../explain/listing.ts';
import { type ExitCode, exitCodes, type Io } from '../io.ts';
import { platformOf } from '../platform.ts';
import { table } from '../table.ts';

/** Lists everything of a kind. */
export function list(kind: Listed, { json }: { json?: boolean }, io: Io): ExitCode {
  const compiled = platformOf(io);
  if (!compiled) return exitCodes.findings;
  const rows = listing(compiled.platform, kind);
  if (json) io.out(`${JSON.stringify(rows, null, 2)}\n`);
  else if (rows.length > 0)
    io.out(table([headings(rows[0]!), ...rows.map((row) => Object.values(row).map(String))]));
  return exitCodes.fine;
}

/** `serverName` as `SERVER NAME`. */
function headings(row: object): string[] {
  return Object.keys(row).map((key) => key.replace(/[A-Z]/g, (letter) => ` ${letter}`).toUpperCase());
}
