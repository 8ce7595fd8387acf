/**
 * Whether a spreadsheet would take the text for something to work out: it begins with one of the characters that OWASP's
 * page on CSV injection names.
 */
export function isFormula(text: string): boolean {
  return /^[=+\-@\t\r]/.test(text);
}

/** The text with an apostrophe before what looks like a formula, by which a spreadsheet shows it and works out nothing. */
export function withoutFormula(text: string): string {
  return isFormula(text) ? `'${text}` : text;
}

/** The text as it was before `withoutFormula`. */
export function readFromSpreadsheet(text: string): string {
  return text.startsWith("'") && isFormula(text.slice(1)) ? text.slice(1) : text;
}
