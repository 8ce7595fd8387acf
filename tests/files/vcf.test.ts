import { describe, expect, test } from 'vitest';
import { readVcf } from '../../src/files/vcf.ts';
import { lines, told } from './samples.ts';

const read = (text: string, selfEmails: readonly string[] = []) => readVcf(text, { selfEmails });
const card = (version: string, ...texts: readonly string[]) =>
  lines('BEGIN:VCARD', `VERSION:${version}`, ...texts, 'END:VCARD');

describe('a card', () => {
  test('of Google (3.0)', () => {
    const { entries, refused } = read(
      card(
        '3.0',
        'FN:Dr. Amara Osei',
        'N:Osei;Amara;;Dr.;',
        'NICKNAME:Ama',
        'EMAIL;TYPE=INTERNET;TYPE=HOME:amara@example.org',
        'EMAIL;TYPE=INTERNET;TYPE=PREF:Amara.Osei@med.example.org',
        'item1.TEL:+1 555 0100',
        'item1.X-ABLabel:Ward',
        'ORG:Example School of Medicine;Internal Medicine',
        'TITLE:Associate Professor',
        'NOTE:Met on the ward\\, twice.\\nSecond line',
      ),
    );
    expect(refused).toEqual([]);
    expect(told(entries[0]!.item)).toEqual({
      type: 'contact',
      title: 'Dr. Amara Osei',
      people: [{ name: 'Dr. Amara Osei', email: 'amara.osei@med.example.org', role: 'contact', isSelf: false }],
    });
    expect(entries[0]!.contact).toEqual({
      organization: 'Example School of Medicine',
      jobTitle: 'Associate Professor',
      nickname: 'Ama',
      emails: ['amara.osei@med.example.org', 'amara@example.org'],
      phones: ['+1 555 0100'],
      note: 'Met on the ward, twice. Second line',
    });
  });

  test('of Apple (3.0), with grouped lines and a picture', () => {
    const { entries } = read(
      card(
        '3.0',
        'PRODID:-//Apple Inc.//macOS 15//EN',
        'N:Brandt;Ottilie;;;',
        'FN:Ottilie Brandt',
        'item1.EMAIL;type=INTERNET;type=pref:ottilie@example.test',
        'item1.X-ABLabel:_$!<Work>!$_',
        'PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQSkZJRgABAQAAAQABAAD',
        ' 2wBDAAIBAQEBAQIBAQE=',
        'X-ABUID:1234\\:ABPerson',
      ),
    );
    expect(entries.map(({ item }) => item.people[0]?.email)).toEqual(['ottilie@example.test']);
  });

  test('of version 4.0', () => {
    const { entries } = read(
      card(
        '4.0',
        'KIND:individual',
        'FN;PREF=1:Yusuf Demir',
        'EMAIL;TYPE=home:yusuf@example.test',
        'EMAIL;PREF=1;TYPE="work,pref":y.demir@example.org',
        'TEL;VALUE=uri;TYPE="voice,cell":tel:+47-21-00-00-00',
        'ORG;SORT-AS="Fjord":Fjord Hospital;Surgery',
      ),
    );
    expect(entries[0]?.item.title).toBe('Yusuf Demir');
    expect(entries[0]?.contact).toMatchObject({
      emails: ['y.demir@example.org', 'yusuf@example.test'],
      phones: ['+47-21-00-00-00'],
      organization: 'Fjord Hospital',
    });
  });

  test('of Outlook (2.1), in quoted-printable and an older alphabet', () => {
    const { entries } = read(
      card(
        '2.1',
        'N;LANGUAGE=de;CHARSET=Windows-1252;ENCODING=QUOTED-PRINTABLE:M=FCller;J=F6rg',
        'FN;CHARSET=Windows-1252;ENCODING=QUOTED-PRINTABLE:J=F6rg M=FC=',
        'ller',
        'ORG:Klinik, Nord;Chirurgie',
        'TEL;WORK;VOICE:0431 555',
        'NOTE;ENCODING=QUOTED-PRINTABLE:one=0D=0Atwo=0D=0A=',
        '',
        'EMAIL;PREF;INTERNET:joerg.mueller@example.test',
        'KEY;X509;ENCODING=BASE64:',
        '    MIIDITCCAoqgAwIBAgIQT52W2',
        '',
      ),
    );
    expect(entries[0]?.item).toMatchObject({ title: 'Jörg Müller' });
    expect(entries[0]?.contact).toMatchObject({
      organization: 'Klinik, Nord',
      note: 'one two',
      phones: ['0431 555'],
      emails: ['joerg.mueller@example.test'],
    });
  });

  test.each([
    ['N:Holm;Lina;Maria;;', 'Lina Maria Holm'],
    ['FN:', null],
    ['FN:lina@example.org', null],
    ['FN:lina@example.org\r\nN:Holm;Lina;;;', 'Lina Holm'],
    ['N:;;;;', null],
    ['FN:山田 太郎', '山田 太郎'],
    ['FN:"Lina Holm"', 'Lina Holm'],
    ['FN:Lina\\, Holm', 'Lina, Holm'],
  ])('with %j has the name %j', (line, name) => {
    const { entries } = read(card('3.0', line, 'EMAIL:lina@example.org'));
    expect(entries[0]?.item).toMatchObject({ title: name, people: [{ name, email: 'lina@example.org' }] });
  });

  test('of the student is the student', () => {
    expect(
      read(card('3.0', 'FN:Me', 'EMAIL:me@example.org'), ['me@example.org']).entries[0]?.item.people,
    ).toMatchObject([{ isSelf: true }]);
  });
});

describe('a file', () => {
  test('with several cards tells about each that was not taken', () => {
    const { entries, refused } = read(
      card('3.0', 'FN:Fine', 'EMAIL:fine@example.org') +
        card('3.0', 'FN:No address', 'TEL:1') +
        card('2.1', 'FN:Bad', 'EMAIL:not an address', 'EMAIL;INTERNET:good@example.org') +
        card('4.0', 'KIND:group', 'FN:Team', 'EMAIL:team@example.org') +
        card('3.0', 'X-ADDRESSBOOKSERVER-KIND:group', 'FN:Others', 'EMAIL:others@example.org') +
        lines('BEGIN:VCARD', 'VERSION:3.0', 'FN:Cut off', 'EMAIL:cut@example.org'),
    );
    expect(entries.map(({ item }) => item.title)).toEqual(['Fine', 'Bad']);
    expect(refused).toEqual([
      { where: 'card 2: No address', reason: 'no-address' },
      { where: 'card 3: Bad', reason: 'bad-address', value: 'not an address' },
      { where: 'card 4: Team', reason: 'group' },
      { where: 'card 5: Others', reason: 'group' },
      { where: 'card 6: Cut off', reason: 'incomplete' },
    ]);
  });

  test.each([
    ['', 'empty'],
    ['BEGIN:VCALENDAR', 'not-contacts'],
    ['Name,Address', 'not-contacts'],
  ])('%j is refused: %s', (text, reason) => {
    expect(read(text)).toEqual({ entries: [], refused: [{ where: '', reason }], outsideRange: 0 });
  });
});
