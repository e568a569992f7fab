import type { CatalogReport } from '../report.ts';
import type { FormatContext } from './index.ts';

/** The report for programs; docs/review.md describes its shape. */
export function json(report: CatalogReport, { names }: FormatContext): string {
  return `${JSON.stringify({ ...names, ...report }, null, 2)}\n`;
}
