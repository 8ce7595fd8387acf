import { Icon } from './Icon.tsx';

const HUES = 6;
const TITLE = /^(?:dr|prof|professor|mr|mrs|ms|mx)\.?$/iu;
/** Scripts whose letters stand alone and have capitals; elsewhere a second letter would join, or mean a syllable. */
const PAIRED = /^[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Armenian}]/u;

/** Made once, when it is first needed: making one takes as long as drawing a card. */
let segmenter: Intl.Segmenter | null = null;

function firstLetter(word: string): string {
  segmenter ??= new Intl.Segmenter();
  for (const { segment } of segmenter.segment(word)) if (/[\p{L}\p{N}]/u.test(segment)) return segment;
  return '';
}

/** Up to two letters for a name in any script, without title and credentials; empty when it holds no letter. */
export function initialsOf(name: string): string {
  const words = (name.split(/[,(@]/u)[0] ?? '').split(/[\s._]+/u).filter(word => /[\p{L}\p{N}]/u.test(word));
  const named = words.filter(word => !TITLE.test(word));
  const chosen = named.length > 0 ? named : words;
  const first = firstLetter(chosen[0] ?? '');
  const last = chosen.length > 1 && PAIRED.test(first) ? firstLetter(chosen.at(-1) ?? '') : '';
  return (first + last).toLocaleUpperCase();
}

/** 1 to 6, always the same for the same text. */
function hueOf(text: string): number {
  let sum = 7;
  for (const character of text) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 65_521;
  return (sum % HUES) + 1;
}

export interface AvatarProps {
  readonly name: string;
  readonly size?: 's' | 'm' | 'l' | undefined;
  /** Decides the colour in place of the name, so that it survives a renaming: an id. */
  readonly seed?: string | undefined;
}

/** A disc with initials, beside a name that says the same; screen readers skip it. */
export function Avatar({ name, size = 'm', seed = name }: AvatarProps) {
  const initials = initialsOf(name);
  return (
    <span class={`avatar avatar-${size}`} data-hue={seed === '' ? undefined : hueOf(seed)} aria-hidden="true">
      {initials === '' ? <Icon name="user" /> : initials}
    </span>
  );
}
