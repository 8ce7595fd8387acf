import { describe, expect, test } from 'vitest';
import { excerpt, snippetOf } from '../../src/capture/quotes.ts';
import { parsed } from './fixtures.ts';

const snippet = (html: string) => snippetOf(parsed(html).body);

describe('a reply above the earlier mail', () => {
  test.each([
    [
      'Gmail, with its line outside',
      '<div dir="ltr">Yes.</div><div class="gmail_attr">Am Di., 3. März 2026 um 09:10 Uhr schrieb A &lt;a@x.test&gt;:</div><blockquote class="gmail_quote">Old</blockquote>',
    ],
    [
      'Apple Mail',
      '<div>Yes.</div><div><br><blockquote type="cite"><div>Le 3 mars 2026 à 09:10, A &lt;a@x.test&gt; a écrit :</div><br><div>Old</div></blockquote></div>',
    ],
    [
      'Apple Mail for phones',
      '<div dir="ltr">Yes.</div><br id="lineBreakAtBeginningOfSignature"><div dir="ltr">Von meinem iPhone gesendet</div><div dir="ltr"><br><blockquote type="cite">Old</blockquote></div>',
    ],
    [
      'Thunderbird',
      '<p>Yes.</p><div class="moz-cite-prefix">El 3/3/26 a las 9:10, A escribió:<br></div><blockquote type="cite" cite="mid:1@x.test">Old</blockquote><div class="moz-signature">-- <br>R</div>',
    ],
    [
      'Outlook on the web',
      '<div>Yes.</div><div id="appendonsend"></div><hr style="width:98%"><div id="divRplyFwdMsg"><b>From:</b> A</div><div>Old</div>',
    ],
    [
      'Outlook on the web inside another mail',
      '<div>Yes.</div><hr><div id="m_123x_divRplyFwdMsg"><b>Från:</b> A</div><div>Old</div>',
    ],
    [
      'Outlook for phones',
      '<div>Yes.</div><div id="ms-outlook-mobile-signature">Get <a href="https://aka.ms/x">Outlook for iOS</a></div><div class="ms-outlook-mobile-reference-message">Old</div>',
    ],
    [
      'Outlook for phones without its marks',
      '<div>Yes.</div><div>Hol dir <a href="https://aka.ms/o0ukef">Outlook für iOS</a></div><hr><div><b>Von:</b> A &lt;a@x.test&gt;<br><b>Gesendet:</b> Dienstag, 3. März 2026 09:10<br><b>An:</b> B<br><b>Betreff:</b> S</div>Old',
    ],
    [
      'Outlook, each label in a paragraph of its own',
      '<p class="MsoNormal">Yes.</p><div style="border:none;border-top:solid #E1E1E1 1.0pt"><p><b>差出人:</b> A &lt;a@x.test&gt;</p><p><b>送信日時:</b> 2026年3月3日 9:10</p><p><b>宛先:</b> B</p><p><b>件名:</b> S</p></div><p>Old</p>',
    ],
    [
      'Outlook, labels bold by style, wide colons',
      '<div>Yes.</div><div><span style="font-weight:bold">发件人：</span>A &lt;a@x.test&gt;<br><span style="font-weight:bold">发送时间：</span>2026年3月3日 9:10<br><span style="font-weight:bold">收件人：</span>B</div><div>Old</div>',
    ],
    [
      'Outlook, plain',
      '<pre>Yes.\n\nFrom: A &lt;a@x.test&gt;\nSent: Tuesday, March 3, 2026 9:10 AM\nTo: B &lt;b@x.test&gt;\nSubject: S\n\nOld</pre>',
    ],
    ['Outlook of old, plain', '<pre>Yes.\n\n-----Mensagem original-----\nDe: A\nOld</pre>'],
    [
      'Zoho',
      '<div>Yes.</div><div>---- On Tue, 03 Mar 2026 09:10:00 +0100 A &lt;a@x.test&gt; wrote ----</div><div>Old</div>',
    ],
    ['Zimbra', '<div>Yes.</div><hr id="zwchr" data-marker="__DIVIDER__"><div><b>From: </b>A</div><div>Old</div>'],
    ['Samsung', "<div>Yes.</div><div>-------- Message d'origine --------</div><div>De : A</div><div>Old</div>"],
    [
      'Yahoo',
      '<div>Yes.</div><div id="yahoo_quoted_1" class="yahoo_quoted"><div>On Tuesday, March 3, 2026, A wrote:</div>Old</div>',
    ],
    [
      'Proton Mail',
      '<div>Yes.</div><div class="protonmail_signature_block">Sent with X</div><div class="protonmail_quote">On … A wrote:<blockquote>Old</blockquote></div>',
    ],
    [
      'Mail.ru, which puts its line inside',
      '<div>Yes.</div><blockquote style="border-left:1px solid #0857A6;margin:10px;padding:0 0 0 10px;">Вторник, 3 марта 2026, 9:10 +03:00 от A &lt;a@x.test&gt;:<br>Old</blockquote>',
    ],
    [
      'GMX',
      '<div>Yes.</div><div name="quote" style="border-left:2px solid #C3D9E5"><b>Gesendet:</b> Dienstag<br>Old</div>',
    ],
    ['QQ', '<div>Yes.</div><div>------------------&nbsp;原始邮件&nbsp;------------------</div><div>Old</div>'],
    [
      'Netease',
      '<div>Yes.</div><p>At 2026-03-03 09:10:00, "A" &lt;a@x.test&gt; wrote:</p><blockquote id="isReplyContent" style="BORDER-LEFT: #ccc 1px solid">Old</blockquote>',
    ],
    ['plain text', '<pre>Yes.\n\nOn Tue, Mar 3, 2026 at 9:10 AM A B &lt;a@x.test&gt; wrote:\n> Old\n> Older</pre>'],
    [
      'plain text, broken in two',
      '<pre>Yes.\n\nOn Tue, Mar 3, 2026 at 9:10 AM Amara Osei of the University\n&lt;a@x.test&gt; wrote:\n\n> Old</pre>',
    ],
    ['plain text, Japanese', '<pre>Yes.\n\n2026年3月3日(火) 9:10 A &lt;a@x.test&gt;:\n\n> Old</pre>'],
    [
      'plain text without marks',
      '<pre>Yes.\n\n2026년 3월 3일 (화) 오전 9:10, A &lt;a@x.test&gt;님이 작성:\n\nOld</pre>',
    ],
    [
      'Arabic',
      '<div dir="rtl">Yes.</div><div dir="rtl">في الثلاثاء، ٣ مارس ٢٠٢٦ في ٩:١٠ ص، كتب A &lt;a@x.test&gt;:\u200F</div><blockquote dir="rtl" style="border-right:1px solid #ccc">Old</blockquote>',
    ],
    [
      'Hebrew',
      '<div dir="rtl">Yes.</div><div dir="rtl">\u202Bבתאריך יום ג׳, 3 במרץ 2026 ב-9:10 מאת \u202AA\u202C <\u202Aa@x.test\u202C>:\u202C</div><blockquote>Old</blockquote>',
    ],
  ])('%s', (_, html) => {
    expect(snippet(html)).toBe('Yes.');
  });
});

describe('other orders', () => {
  test('a reply below the earlier mail', () => {
    expect(
      snippet(
        '<div class="moz-cite-prefix">Am 03.03.26 um 09:10 schrieb A:</div><blockquote type="cite">Old</blockquote><p>Below.</p>',
      ),
    ).toBe('Below.');
    expect(snippet('<pre>On 3/3/26 9:10, A wrote:\n> Old\nBelow.</pre>')).toBe('Below.');
    expect(snippet('<p>26.06.2014, 14:41, "A" &lt;a@x.test&gt;:</p><blockquote>Old</blockquote><p>Below.</p>')).toBe(
      'Below.',
    );
  });

  test('answers between the pieces', () => {
    expect(snippet('<pre>A wrote on 3/3/26:\n> Can you?\nYes.\n> When?\nFriday.</pre>')).toBe('Yes. Friday.');
    expect(
      snippet(
        '<div dir="ltr"></div><div class="gmail_quote"><div class="gmail_attr">On Tue A wrote:</div><blockquote class="gmail_quote">Can you?</blockquote><div>Yes.</div><blockquote class="gmail_quote">When?</blockquote><div>Friday.</div></div>',
      ),
    ).toBe('Yes. Friday.');
  });
});

describe('forwarded mail', () => {
  test.each([
    ['Gmail', '<div class="gmail_quote"><div class="gmail_attr">---------- Forwarded message ---------</div>Old</div>'],
    [
      'Apple Mail',
      '<div><br><div>Begin forwarded message:</div><blockquote type="cite"><div><b>From: </b>A</div>Old</blockquote></div>',
    ],
    ['plain text', '<pre>---------- Weitergeleitete Nachricht ----------\nVon: A\nOld</pre>'],
    [
      'Outlook',
      '<div><b>From:</b> A &lt;a@x.test&gt;<br><b>Sent:</b> Tuesday, March 3, 2026 9:10 AM<br><b>To:</b> B</div><div>Old</div>',
    ],
  ])('%s, without own words', (_, html) => {
    expect(snippet(html)).toBeNull();
    expect(snippet(`<p>For you.</p>${html}`)).toBe('For you.');
  });
});

describe('what is not a quote', () => {
  test('indented text', () => {
    expect(snippet('<p>Plan:</p><blockquote style="margin:0 0 0 40px;border:none">Two weeks.</blockquote>')).toBe(
      'Plan: Two weeks.',
    );
  });

  test('an announcement with labels', () => {
    const html =
      '<p><b>When:</b> Tuesday, March 3, 2026, 9:10 AM</p><p><b>Where:</b> Room 4</p><p><b>Who:</b> Ruth Feldman</p>';
    expect(snippet(html)).toBe('When: Tuesday, March 3, 2026, 9:10 AM Where: Room 4 Who: Ruth Feldman');
  });

  test('a text with a colon and an address before a list', () => {
    expect(snippet('<p>Please write to office@x.test about:</p><ul><li>the form</li></ul>')).toBe(
      'Please write to office@x.test about: the form',
    );
  });

  test('a rule at the top', () => {
    expect(snippet('<pre>==========\nNewsletter of March\n==========\nMore</pre>')).toBe('Newsletter of March');
  });
});

describe('signatures and footers', () => {
  test.each([
    ['two dashes', '<pre>Yes.\n-- \nRuth Feldman</pre>'],
    ['Gmail', '<div>Yes.</div><div class="gmail_signature">Ruth</div>'],
    ['Outlook on the web', '<div>Yes.</div><div id="Signature"><p>Ruth</p></div>'],
    ['a list of mail', '<pre>Yes.\n_______________________________________________\nSurgery mailing list</pre>'],
    ['a group', '<div>Yes.</div><p></p>-- <br>You received this message because you subscribed.'],
    ['a rule of signs', '<pre>Yes.\n━━━━━━━━━━━━\n佐藤 花子</pre>'],
    ['a phone', '<div>Yes.</div><div>Envoyé de mon iPhone</div>'],
    [
      'a hidden text for lists',
      '<div style="display:none;max-height:0">Preview</div><div style="max-height:0px;overflow:hidden">More</div>Yes.',
    ],
  ])('%s', (_, html) => {
    expect(snippet(html)).toBe('Yes.');
  });
});

test('nothing is left of an empty body', () => {
  for (const html of ['', '<br>', '<div>&nbsp;</div>', '<blockquote type="cite">Old</blockquote>'])
    expect(snippet(html)).toBeNull();
  expect(excerpt('  ')).toBeNull();
});

test('a long text is cut between words', () => {
  const text = snippet(`<p>${'abcdefgh '.repeat(100)}</p>`) ?? '';
  expect(text.length).toBeLessThanOrEqual(160);
  expect(text.endsWith('abcdefgh')).toBe(true);
});

test('a quote ten thousand levels deep, and ten thousand beside each other', () => {
  const deep = '<blockquote>'.repeat(2000);
  expect(snippet(`<p>Yes.</p><p>On 3/3/26 A wrote:</p>${deep}Old`)).toBe('Yes.');
  const started = performance.now();
  snippet(`${'<blockquote><b>From:</b></blockquote><div style="border-left:1px solid">x</div>'.repeat(10_000)}`);
  expect(performance.now() - started).toBeLessThan(1500);
});
