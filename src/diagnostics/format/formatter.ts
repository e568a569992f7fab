import type { Colors } from 'picocolors/types.js';
import type { Report } from '../report.ts';

/** Writes a report in one format; the text ends in a newline unless it is empty. */
export type Formatter = (report: Report, colors: Colors) => string;
