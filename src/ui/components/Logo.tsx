export interface LogoProps {
  /** The name beside the mark; without it the mark stands alone and screen readers skip it. */
  readonly name?: string | undefined;
}

/** The mark: a letter, whose flap is held by a V that is a check. */
export function Logo({ name }: LogoProps) {
  return (
    <span class="logo">
      <svg viewBox="0 0 32 32" aria-hidden="true">
        <path class="logo-sheet" d="M1 13.5 11.6 22.3 29.2 4.7A4 4 0 0 1 31 8v16a4 4 0 0 1-4 4H5a4 4 0 0 1-4-4z" />
        <path class="logo-flap" d="M1 9.1V8a4 4 0 0 1 4-4h20.1L11.4 17.7z" />
      </svg>
      {name !== undefined && <span class="logo-name">{name}</span>}
    </span>
  );
}
