/**
 * How Microsoft's calendars name the organizer in an entry's label: "By Name", "organized by Name". It is a sentence in
 * the page's language, and nothing else tells the organizer from the place.
 */

/** What stands before an organizer's name, by the page's language; English also where a label was not translated. */
const BEFORE: Readonly<Record<string, string>> = {
  en: 'organi[sz]ed by|organi[sz]er|by',
  de: 'organisiert von|organisator|von|durch',
  fr: 'organisée? par|organisateur|par|de',
  es: 'organizad[oa] por|organizador|por|de',
  pt: 'organizad[oa] por|organizador|por|de',
  it: 'organizzat[oa] da|organizzatore|da|di',
  nl: 'georganiseerd door|organisator|door|van',
  sv: 'organisatör|av',
  da: 'arrangør|af',
  nb: 'arrangør|av',
  no: 'arrangør|av',
  fi: 'järjestäjä',
  pl: 'organizator|przez',
  cs: 'organizátor|od',
  tr: 'düzenleyen',
  ru: 'организатор|от',
  uk: 'організатор|від',
  ja: '主催者|開催者名|開催者|作成者',
  zh: '组织者|組織者|召集人|创建者|由',
  ko: '이끌이|주최자|만든 이|작성자',
  ar: 'بواسطة|المنظم|من تنظيم|تنظيم|من قبل|من',
  he: 'מאת|על-ידי',
};
/** And behind it. */
const BEHIND = /^(.{2,200}?)\s*(?:による|が主催|の主催|が作成|创建|建立|主持|님)$/u;

/** What names an organizer on a page in this language; the name is the first group. */
export function organizerPattern(language: string): RegExp {
  const own = BEFORE[language.slice(0, 2).toLowerCase()];
  const words = own === undefined ? Object.values(BEFORE) : [own, BEFORE.en];
  // Scripts without blanks have none here either.
  return new RegExp(`^(?:${words.join('|')})(?:\\s*[:：]\\s*|\\s+|(?<=\\p{Script=Han}))(.{2,200})$`, 'iu');
}

/** The name in a part of a label that names the organizer; `null` when it does not. */
export function organizerNamed(part: string, pattern: RegExp): string | null {
  const name = (pattern.exec(part) ?? BEHIND.exec(part))?.[1] ?? null;
  // "De Boelelaan 1117" is a place.
  return name !== null && /\p{Nd}/u.test(name) ? null : name;
}
