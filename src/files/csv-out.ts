import Papa from 'papaparse';
import { withoutFormula } from '../core/programs/formula.ts';

/**
 * A table as text that spreadsheets open: separated by commas, quoted where needed (RFC 4180), with the mark by which Excel
 * knows it for UTF-8. What would be worked out as a formula is made plain text.
 */
export function writeTable(rows: readonly (readonly string[])[]): string {
  const cells = rows.map(row => row.map(withoutFormula));
  return `\uFEFF${Papa.unparse(cells, { newline: '\r\n' })}\r\n`;
}
