/**
 * What `src/core` may use beyond the language: the WHATWG URL standard's own parser, which every browser, worker and
 * Node has. No more of it than is used.
 */
declare class URL {
  static parse(text: string): URL | null;
  readonly href: string;
  readonly protocol: string;
  readonly hostname: string;
}
