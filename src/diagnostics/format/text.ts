import type { Colors } from 'picocolors/types.js';
import type { Diagnostic, Place, Severity } from '../diagnostic.ts';
import type { Report } from '../report.ts';
import { count } from '../report.ts';
import type { Formatter } from './formatter.ts';
import { codeFrame, visible } from './frame.ts';

/** For people: `file:line:column: severity: message [code]`, the lines concerned, a hint, related places, a summary. */
export const text: Formatter = (report, colors) => {
  if (report.diagnostics.length === 0) return '';
  const blocks = report.diagnostics.map((diagnostic) => block(diagnostic, report, colors));
  return `${blocks.join('\n\n')}\n\n${summary(report.diagnostics, colors)}\n`;
};

function block(diagnostic: Diagnostic, report: Report, colors: Colors): string {
  const { place, hint, related = [] } = diagnostic;
  const lines = [heading(diagnostic, colors)];
  if (place) lines.push(...frame(place, report, colors));
  if (hint) lines.push(`  ${colors.cyan('hint:')} ${visible(hint)}`);
  for (const { place: where, message } of related) {
    lines.push(`  ${colors.bold(`${at(where)}:`)} ${visible(message)}`);
  }
  return lines.join('\n');
}

function heading({ code, severity, message, place }: Diagnostic, colors: Colors): string {
  const where = place ? `${colors.bold(`${at(place)}:`)} ` : '';
  return `${where}${tint(severity, colors)(`${severity}:`)} ${visible(message)} ${colors.dim(`[${code}]`)}`;
}

function frame(place: Place, report: Report, colors: Colors): string[] {
  const source = report.source(place.file);
  const shown = source === undefined ? '' : codeFrame(source, place, colors);
  return shown === '' ? [] : [shown];
}

function at({ file, line, column }: Place): string {
  return `${visible(file)}:${line}:${column}`;
}

function tint(severity: Severity, colors: Colors): (text: string) => string {
  return { error: colors.red, warning: colors.yellow, note: colors.blue }[severity];
}

function summary(diagnostics: readonly Diagnostic[], colors: Colors): string {
  const { errors, warnings, notes } = count(diagnostics);
  const parts = [
    plural(errors, 'error', colors.red),
    plural(warnings, 'warning', colors.yellow),
    plural(notes, 'note', colors.blue),
  ];
  return parts.filter((part) => part !== '').join(', ');
}

function plural(n: number, noun: string, color: (text: string) => string): string {
  return n === 0 ? '' : color(`${n} ${noun}${n === 1 ? '' : 's'}`);
}
