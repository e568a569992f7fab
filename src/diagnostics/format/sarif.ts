import { version } from '../../version.ts';
import { codes } from '../codes.ts';
import type { Diagnostic, Place, Related } from '../diagnostic.ts';
import type { Formatter } from './formatter.ts';

const ruleIds = Object.keys(codes);

/** For code scanning: a log in the Static Analysis Results Interchange Format, version 2.1.0 (OASIS). */
export const sarif: Formatter = ({ diagnostics }) => `${JSON.stringify(log(diagnostics), null, 2)}\n`;

function log(diagnostics: readonly Diagnostic[]): object {
  const rules = Object.entries(codes).map(([id, text]) => ({ id, shortDescription: { text } }));
  const run = {
    tool: { driver: { name: 'placo', semanticVersion: version, rules } },
    columnKind: 'utf16CodeUnits',
    results: diagnostics.map(result),
  };
  return { $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [run] };
}

function result({ code, severity, message, hint, place, related = [] }: Diagnostic): object {
  return {
    ruleId: code,
    ruleIndex: ruleIds.indexOf(code),
    level: severity,
    message: { text: hint ? `${message} (${hint})` : message },
    ...(place && { locations: [{ physicalLocation: physical(place) }] }),
    ...(related.length > 0 && { relatedLocations: related.map(relatedLocation) }),
  };
}

function relatedLocation({ place, message }: Related, index: number): object {
  return { id: index + 1, physicalLocation: physical(place), message: { text: message } };
}

function physical({ file, line, column, endLine, endColumn }: Place): object {
  return {
    artifactLocation: { uri: file.split('/').map(encodeURIComponent).join('/'), uriBaseId: '%SRCROOT%' },
    region: { startLine: line, startColumn: column, endLine, endColumn },
  };
}
