/** One stroked path per icon on a 24 × 24 grid. Rounded ends let a segment of no length draw a dot. */
const PATHS = {
  alert: 'M12 4 2.8 20h18.4zM12 10v4.5M12 17.3v0',
  archive: 'M3 4.5h18V9H3zM5 9v10.5h14V9M10 13h4',
  bell: 'M4 17.5c1.4-1.2 2-2.8 2-7a6 6 0 0 1 12 0c0 4.2.6 5.8 2 7zM10 20.5a2.2 2.2 0 0 0 4 0',
  'bell-off':
    'M8.3 5.8A6 6 0 0 1 18 10.5c0 1.6.1 2.8.3 3.8M15.5 17.5H4c1.4-1.2 2-2.8 2-7q0-.8.2-1.6M10 20.5a2.2 2.2 0 0 0 4 0M3.5 3.5l17 17',
  calendar:
    'M5.5 5h13A2.5 2.5 0 0 1 21 7.5v10a2.5 2.5 0 0 1-2.5 2.5h-13A2.5 2.5 0 0 1 3 17.5v-10A2.5 2.5 0 0 1 5.5 5M3 10h18M8 3v4M16 3v4',
  chat: 'M5.5 4h13A2.5 2.5 0 0 1 21 6.5v8a2.5 2.5 0 0 1-2.5 2.5H11l-5 4v-4h-.5A2.5 2.5 0 0 1 3 14.5v-8A2.5 2.5 0 0 1 5.5 4',
  check: 'm5 12.5 4.7 4.7L19.5 7',
  chevron: 'm9.5 6 6 6-6 6',
  'chevron-down': 'm6 9.5 6 6 6-6',
  'chevron-left': 'm14.5 6-6 6 6 6',
  'chevron-up': 'm6 14.5 6-6 6 6',
  clock: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M12 7.5V12l3 2',
  coffee: 'M4 9h12.5v5a5 5 0 0 1-5 5H9a5 5 0 0 1-5-5zM16.5 10.5H18a2.5 2.5 0 0 1 0 5h-1.7M8 3v2.5M12.5 3v2.5',
  download: 'M12 4v11.5M7 11l5 5 5-5M5 20h14',
  external:
    'M14 4h6v6M20 4l-9.5 9.5M18 14v4.5a1.5 1.5 0 0 1-1.5 1.5h-11A1.5 1.5 0 0 1 4 18.5v-11A1.5 1.5 0 0 1 5.5 6H10',
  flag: 'M6 21V4M6 4.5c4-2 7 2 12 .5v9c-5 1.5-8-2.5-12-.5',
  flask: 'M9 3.5h6M10 3.5v6L4.5 19a1 1 0 0 0 .9 1.5h13.2a1 1 0 0 0 .9-1.5L14 9.5v-6M7.5 15h9',
  heart: 'M12 20S3.5 15 3.5 9.3A4.6 4.6 0 0 1 12 6.8a4.6 4.6 0 0 1 8.5 2.5C20.5 15 12 20 12 20',
  home: 'm3.5 11.5 8.5-7.5 8.5 7.5M6 9.5V20h12V9.5M10 20v-5.5h4V20',
  info: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M12 11v5.5M12 7.5v0',
  link: 'M10 14a4 4 0 0 0 5.7 0l3-3A4 4 0 0 0 13 5.3l-1 1M14 10a4 4 0 0 0-5.7 0l-3 3a4 4 0 0 0 5.7 5.7l1-1',
  mail: 'M5.5 5h13A2.5 2.5 0 0 1 21 7.5v9a2.5 2.5 0 0 1-2.5 2.5h-13A2.5 2.5 0 0 1 3 16.5v-9A2.5 2.5 0 0 1 5.5 5M3.5 7.5 12 13l8.5-5.5',
  more: 'M5 12v0M12 12v0M19 12v0',
  page: 'M6 3.5h8l4 4v13H6zM14 3.5v4h4M9 12h6M9 16h6',
  pencil: 'm4 20 1-4.5L16 4.5l3.5 3.5L8.5 19zM13.5 7l3.5 3.5',
  phone: 'M7.5 4 4.5 5.5C4.5 13 11 19.5 18.5 19.5L20 16.5l-4-2.5-2 1.5c-2-.8-4.2-3-5-5L10.5 8.5z',
  plus: 'M12 5v14M5 12h14',
  search: 'M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13M15.3 15.3 20 20',
  settings:
    'M4 7.5h8M18 7.5h2M4 16.5h2M12 16.5h8M15 5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5M9 14a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5',
  shield: 'm12 3 7.5 2.8V11.5c0 4.5-3.2 7.8-7.5 9.5-4.3-1.7-7.5-5-7.5-9.5V5.8z',
  star: 'm12 3.5 2.6 5.5 6 .8-4.4 4.2 1.1 6L12 17.1 6.7 20l1.1-6L3.4 9.8l6-.8z',
  stethoscope: 'M7 4H5v5.5a4.5 4.5 0 0 0 9 0V4h-2M9.5 14v1.5a5 5 0 0 0 10 0v-2.5M19.5 9a2 2 0 1 0 0 4 2 2 0 0 0 0-4',
  table: 'M4 5h16v14H4zM4 10h16M4 14.5h16M10 10v9',
  trash: 'M4 7h16M9 7V4h6v3M6 7l1 13h10l1-13M10 11v5.5M14 11v5.5',
  undo: 'M8 5 4 9l4 4M4 9h10.5a5.5 5.5 0 0 1 0 11H10',
  upload: 'M12 15.5V4M7 8.5l5-5 5 5M5 20h14',
  user: 'M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8M4.5 20c0-3 3.3-4.8 7.5-4.8s7.5 1.8 7.5 4.8',
  users:
    'M9 5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7M2.5 19c0-2.7 2.9-4.3 6.5-4.3s6.5 1.6 6.5 4.3M15.5 5.2a3.5 3.5 0 0 1 0 6.6M18.2 15c2 .7 3.3 2.1 3.3 4',
  x: 'm6 6 12 12M18 6 6 18',
} as const;

/** Every icon there is. */
export type IconName = keyof typeof PATHS;

export interface IconProps {
  readonly name: IconName;
  /** Paints the shape's inside too, as of a star that is set. */
  readonly filled?: boolean | undefined;
}

/** A picture beside words that say the same; screen readers skip it. As tall as 1.25 of the text around it. */
export function Icon({ name, filled }: IconProps) {
  return (
    <svg class={filled ? 'icon icon-filled' : 'icon'} data-icon={name} viewBox="0 0 24 24" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}
