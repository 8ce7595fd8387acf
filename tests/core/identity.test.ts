import { expect, test } from 'vitest';
import { isNeverLogged, isRobotAddress, mayBeSamePerson, namedIn, nameWords } from '../../src/core/identity.ts';

test.each([
  ['Elena Rivera', ['elena', 'rivera']],
  ['Dr. Elena M. Rivera, MD, FACP', ['elena', 'm', 'rivera']],
  ['Rivera, Elena', ['elena', 'rivera']],
  ['Rivera, Elena, MD', ['elena', 'rivera']],
  ['Prof. Dr. med. Jörg Müller', ['jorg', 'muller']],
  ['O’Brien, Ann (Surgery)', ['ann', 'obrien']],
  ['山田 太郎', ['山田', '太郎']],
  ['Dr.', []],
  ['', []],
])('the words of %j are %j', (name, words) => {
  expect(nameWords(name)).toEqual(words);
});

test.each([
  ['Elena Rivera', 'Dr. Elena Rivera, MD', true],
  ['Rivera, Elena', 'Elena Rivera', true],
  ['E. Rivera', 'Elena Rivera', true],
  ['Elena M. Rivera', 'Elena Rivera', true],
  ['Elena M. Rivera', 'Elena Maria Rivera', true],
  ['Elena M. Rivera', 'Elena Sofia Rivera', false],
  ['Elena Rivera', 'Elena Riviera', false],
  ['Elena Rivera', 'Ella Rivera', false],
  ['Elena Rivera', 'Eli Rivera', false],
  ['Rivera', 'Elena Rivera', false],
  ['Dr. Rivera', 'Dr. Rivera', false],
  ['José García', 'Jose Garcia', true],
  ['Jack Ma', 'Jack Ma', true],
  ['Jack Ma', 'Jack Do', false],
  ['Elena Rivera, Cardiology', 'Elena Rivera', true],
  ['Elena Rivera, DO', 'Elena Rivera', true],
  ['王芳', '王芳', true],
  ['王芳', '王強', false],
])('%j and %j may be one person: %j', (a, b, isSame) => {
  expect(mayBeSamePerson(a, b)).toBe(isSame);
  expect(mayBeSamePerson(b, a)).toBe(isSame);
});

test.each([
  ['no-reply@x.org', true],
  ['noreply+abc@x.org', true],
  ['calendar-notification@google.com', true],
  ['mailer-daemon@x.org', true],
  ['notifications@x.org', true],
  ['norman.reply@x.org', false],
  ['elena.rivera@x.org', false],
])('%s is a program’s: %j', (email, isRobot) => {
  expect(isRobotAddress(email)).toBe(isRobot);
});

test.each([
  ['ann@clinic.example', ['clinic.example'], true],
  ['ann@mail.clinic.example', ['clinic.example'], true],
  ['ann@notclinic.example', ['clinic.example'], false],
  ['ann@clinic.example', ['ann@clinic.example'], true],
  ['bann@clinic.example', ['ann@clinic.example'], false],
  ['ann@clinic.example', [], false],
])('%s with %j is never logged: %j', (email, list, isNever) => {
  expect(isNeverLogged(email, list)).toBe(isNever);
});

test.each([
  ['Coffee with Elena Rivera', 'Dr. Elena Rivera', 'surely'],
  ['Rivera, Elena: feedback', 'Elena Rivera', 'surely'],
  ['Coffee with Dr. Rivera', 'Elena Rivera', 'perhaps'],
  ['Coffee with Dr. Rivera', 'Dr. Rivera', 'perhaps'],
  ['Coffee with Rivera', 'Dr. Rivera', 'no'],
  ['Riverside walk', 'Elena Rivera', 'no'],
  ['Rivera lecture series', 'Elena Rivera', 'no'],
  ['Elena’s birthday', 'Elena Rivera', 'no'],
  ['Lunch', 'Rivera', 'no'],
])('the title %j names %j: %s', (title, name, certainty) => {
  expect(namedIn(title, name)).toBe(certainty);
});
