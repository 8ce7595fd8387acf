export interface LoadingProps {
  /** Read out by screen readers: "Loading mentors". */
  readonly label: string;
  /** How many grey lines stand in for what comes. */
  readonly lines?: number | undefined;
  /** With a disc before each line, as in a list of people. */
  readonly people?: boolean | undefined;
}

/** Grey shapes where text will be. They show only after a moment, so that a quick answer does not flash. */
export function Loading({ label, lines = 3, people }: LoadingProps) {
  return (
    <div class={people ? 'loading loading-people' : 'loading'} role="status">
      <span class="visually-hidden">{label}</span>
      {Array.from({ length: lines }, (_, line) => (
        <span key={line} class="loading-line" aria-hidden="true" />
      ))}
    </div>
  );
}
