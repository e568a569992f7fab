import { count } from '../report.ts';
import type { Formatter } from './formatter.ts';

/** For programs: the diagnostics as they are, and how many there are of each severity. */
export const json: Formatter = ({ diagnostics }) =>
  `${JSON.stringify({ diagnostics, summary: count(diagnostics) }, null, 2)}\n`;
