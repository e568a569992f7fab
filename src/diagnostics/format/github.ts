import type { Diagnostic, Place } from '../diagnostic.ts';
import type { Formatter } from './formatter.ts';

/** For GitHub Actions: workflow commands, which become annotations of the changed lines. */
export const github: Formatter = ({ diagnostics }) => diagnostics.map(command).join('');

function command({ code, severity, message, hint, place }: Diagnostic): string {
  const name = severity === 'note' ? 'notice' : severity;
  const properties = Object.entries({ ...(place && range(place)), title: code })
    .map(([key, value]) => `${key}=${escapeProperty(String(value))}`)
    .join(',');
  return `::${name} ${properties}::${escapeData(hint ? `${message}\nhint: ${hint}` : message)}\n`;
}

/** GitHub ignores columns unless a range stays on one line, and its end is inclusive. */
function range({ file, line, column, endLine, endColumn }: Place): Record<string, string | number> {
  if (endLine !== line) return { file, line, endLine };
  return { file, line, endLine, col: column, endColumn: Math.max(column, endColumn - 1) };
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
